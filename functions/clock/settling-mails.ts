import type { Instant } from '../../shared/domain/basics/wall-time.ts'
import { lanes } from '../../shared/domain/mail/lanes.ts'
import { messageTraits } from '../../shared/domain/mail/message-traits.ts'
import { logger } from '../../shared/runtime/logger.ts'
import type { MessageRef, Outbox } from '../../shared/store/outbox.ts'
import type { Pace } from '../../shared/store/sending-pace.ts'

const atATime = 200

/**
 * Takes care of abandoned mails: if the sender died, the fate is unknown; if no event has told the fate for a while, the mail is
 * sent again byte for byte, or left, depending on its kind; and it calls a worker for whatever waits in the lanes.
 */
export const createSettling = ({ outbox, pace }: { readonly outbox: Outbox; readonly pace: Pace }) => {
  const decide = async (ref: MessageRef, now: Instant): Promise<void> => {
    const message = await outbox.get(ref)
    if (message?.state !== 'unknown') return
    const what = messageTraits[message.kind].unknown
    if (what === 'again') await outbox.putBack(message, 'again', message.claimedAt ?? now)
    else await outbox.leave(message)
    logger.warn('mail of unknown fate settled', { code: 'mail-unknown-settled', outbox: message.id, what })
  }

  /** Since when the oldest message in the lanes has been waiting. */
  const waitingSince = async (now: Instant): Promise<Instant | undefined> => {
    const first = await Promise.all(lanes.map((lane) => outbox.waitingIn(lane, now, 1)))
    return first.flatMap(({ due }) => due.map(({ dueAt }) => dueAt)).toSorted()[0]
  }

  return async (now: Instant): Promise<void> => {
    for (const ref of await outbox.overdue('sending', now, atATime))
      if (await outbox.loseStuck(ref, now)) logger.warn('mail stuck', { code: 'mail-stuck', outbox: ref.id })
    for (const ref of await outbox.overdue('unknown', now, atATime)) await decide(ref, now)
    const since = await waitingSince(now)
    if (since === undefined) return
    logger.info('mails waiting', { code: 'mails-waiting', seconds: Math.round((Date.parse(now) - Date.parse(since)) / 1000) })
    await pace.nudge(now)
  }
}
