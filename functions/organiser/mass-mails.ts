import { type MailProgress, progressOf } from '../../shared/domain/mail-progress.ts'
import { fanOutKey } from '../../shared/domain/outbox-message.ts'
import type { Tally } from '../../shared/domain/summary.ts'
import type { FanOut } from '../../shared/store/fan-outs.ts'
import { massMailsOutput } from '../../shared/web/api/mass-mails.ts'
import { json, type Reply } from '../../shared/web/reply.ts'
import type { StaffRequest } from '../../shared/web/request.ts'
import { withOwnEvent } from './find-own-event.ts'
import type { Services } from './services.ts'

/** What many people were owed a mail about at once, and how far that has come. */
export type MassMail = Pick<FanOut, 'kind' | 'mark' | 'written' | 'createdAt' | 'finishedAt'> & { readonly progress: MailProgress }

/** Fan-outs with what the tally of their event has counted of each. */
export const withProgress = (fanOuts: readonly FanOut[], { mails }: Tally): readonly MassMail[] =>
  fanOuts.map((fanOut) => ({ ...fanOut, progress: progressOf(mails[fanOutKey(fanOut)]) }))

/** How far the mails to many people have come, newest first. Counts alone: it names nobody. */
export const listMassMails =
  ({ events, fanOuts, tallies }: Pick<Services, 'events' | 'fanOuts' | 'tallies'>) =>
  (request: StaffRequest): Promise<Reply> =>
    withOwnEvent(events, request, async ({ event }) => {
      const [begun, tally] = await Promise.all([fanOuts.listOf(event.slug), tallies.get(event.slug)])
      const mails = withProgress(begun, tally).map(({ kind, written, createdAt, finishedAt, progress }) => ({
        kind,
        ...(written === undefined ? {} : { subject: written.subject }),
        startedAt: createdAt,
        complete: finishedAt !== undefined,
        ...progress,
      }))
      return json(massMailsOutput.parse({ mails }))
    })
