import type { Instant } from '../../../shared/domain/basics/wall-time.ts'
import { ownerOfMessage, unreachable, worthSendingAgain } from '../../../shared/domain/mail/suppression.ts'
import { logger } from '../../../shared/runtime/logger.ts'
import type { ReturnedMails } from '../../../shared/store/returned-mails.ts'
import type { Pace } from '../../../shared/store/sending-pace.ts'
import type { Suppressions } from '../../../shared/store/suppressions.ts'

/**
 * Owes mails withheld from an address again, after an organiser lifted the suppression: those still worth sending.
 * As always, sending decides whether they are still true. Throws if one is being sent right now, to be called again.
 */
export const createReleasing =
  ({ suppressions, returned, pace }: { suppressions: Suppressions; returned: ReturnedMails; pace: Pace }) =>
  async (person: string, now: Instant): Promise<void> => {
    const suppression = await suppressions.get(person)
    if (suppression === undefined || suppression.held.size === 0 || unreachable(suppression) !== undefined) return
    for (const id of suppression.held) {
      const registrationId = ownerOfMessage(id)
      const outcome =
        registrationId === undefined
          ? 'kept'
          : await returned.oweAgain({ registrationId, id }, (message) => worthSendingAgain(message, now), now)
      if (outcome === 'being-sent') throw new Error('a mail that was held back is being sent')
      logger.info('held mail dealt with', { code: `mail-held-${outcome}`, outbox: id })
    }
    await suppressions.forget(person, suppression.held)
    // A mass mail goes back to its lane.
    await pace.nudge(now)
  }
export type Release = ReturnType<typeof createReleasing>
