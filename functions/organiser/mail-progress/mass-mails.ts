import { massMailsOutput } from '../../../shared/api/mass-mails.ts'
import type { Instant } from '../../../shared/domain/basics/wall-time.ts'
import type { Tally } from '../../../shared/domain/feedback/summary.ts'
import type { FanOut } from '../../../shared/domain/mail/fan-out.ts'
import { isBeingPrepared, type MailProgress, progressOf } from '../../../shared/domain/mail/mail-progress.ts'
import { fanOutKey } from '../../../shared/domain/mail/outbox-message.ts'
import { json, type Reply } from '../../../shared/http/reply.ts'
import type { StaffRequest } from '../../../shared/http/request.ts'
import { withOwnEvent } from '../event/own-event.ts'
import type { Services } from '../services.ts'

/** A mass mail and its progress; `preparing` while that is not yet known. */
export type MassMail = Pick<FanOut, 'kind' | 'mark' | 'written' | 'createdAt' | 'finishedAt'> & {
  readonly progress: MailProgress
  readonly preparing?: boolean
}

/** Fan-outs with the counts from their event's tally. */
export const withProgress = (fanOuts: readonly FanOut[], { mails }: Tally, now: Instant): readonly MassMail[] =>
  fanOuts.map((fanOut) => {
    const progress = progressOf(mails[fanOutKey(fanOut)])
    return { ...fanOut, progress, preparing: isBeingPrepared(fanOut, progress, now) }
  })

/** The progress of mass mails, newest first. Only counts: it names nobody. */
export const listMassMails =
  ({ events, fanOuts, tallies }: Pick<Services, 'events' | 'fanOuts' | 'tallies'>) =>
  (request: StaffRequest): Promise<Reply> =>
    withOwnEvent(events, request, async ({ event }) => {
      const [begun, tally] = await Promise.all([fanOuts.listOf(event.slug), tallies.get(event.slug)])
      const mails = withProgress(begun, tally, request.now).map(({ kind, written, createdAt, finishedAt, progress, preparing }) => ({
        kind,
        ...(written === undefined ? {} : { subject: written.subject }),
        startedAt: createdAt,
        complete: finishedAt !== undefined && preparing !== true,
        ...progress,
      }))
      return json(massMailsOutput.parse({ mails }))
    })
