import { dealWith, markOf } from '../../shared/domain/automatic-mails/due-mails.ts'
import type { HandledMail } from '../../shared/domain/automatic-mails/settings.ts'
import type { Instant } from '../../shared/domain/basics/wall-time.ts'
import type { Event } from '../../shared/domain/event/event.ts'
import type { FanOut } from '../../shared/domain/mail/fan-out.ts'
import { messageEvent } from '../../shared/domain/mail/owed-mail.ts'
import { faultFields, logger } from '../../shared/runtime/logger.ts'
import type { Asks } from '../../shared/store/asks.ts'
import type { Events } from '../../shared/store/events.ts'
import type { FanOuts } from '../../shared/store/fan-outs.ts'
import type { Outbox } from '../../shared/store/outbox.ts'
import type { Proposals } from '../../shared/store/proposal/proposals.ts'
import type { Registrations } from '../../shared/store/registrations.ts'
import type { Pace } from '../../shared/store/sending-pace.ts'
import { createBringing } from '../../shared/use-cases/mail/bringing-to-outbox.ts'
import { createAdvancing } from '../../shared/use-cases/proposal/advancing.ts'
import type { WritingParts } from '../../shared/use-cases/proposal/writing-to-members.ts'
import { createPromoting } from '../../shared/use-cases/seats/promoting.ts'
import { createVacating } from '../../shared/use-cases/seats/vacating.ts'
import { createSettling } from './settling-mails.ts'

interface ClockStores extends Pick<WritingParts, 'members' | 'colleagues' | 'keys'> {
  readonly events: Events
  readonly fanOuts: Pick<FanOuts, 'due' | 'lookAfter'>
  readonly proposals: Proposals
  readonly registrations: Registrations
  readonly outbox: Outbox
  readonly pace: Pace
  readonly asks: Pick<Asks, 'bring'>
}

const dueAtATime = 200

/** The fan-out that owes a scheduled mail to the people registered. */
const fanOutOf = (event: Event, mail: HandledMail, now: Instant): FanOut => ({
  kind: mail.kind,
  slug: event.slug,
  revision: event.revision,
  mark: markOf(mail),
  scheduled: { anchor: mail.anchor, dueAt: mail.dueAt },
  createdAt: now,
  event: messageEvent(event),
})

/** Does all these things in parallel, even if some fail; then throws the last fault, for the alarm. */
const each = async <Item>(items: readonly Item[], act: (item: Item) => Promise<void>): Promise<void> => {
  const done = await Promise.allSettled(items.map(act))
  const faults = done.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []))
  for (const fault of faults) logger.error('clock work failed', { code: 'clock-work-failed', ...faultFields(fault) })
  if (faults.length > 0) throw faults[0]
}

/** What the clock does every minute, with `more` parts. Each part is done once, however often or late it is called. */
export const createClockWork = (stores: ClockStores, ...more: readonly ((now: Instant) => Promise<void>)[]) => {
  const { events, fanOuts, registrations } = stores
  const [vacate, promote, bring] = [createVacating(stores), createPromoting(stores), createBringing(stores)]
  const advance = createAdvancing(stores)
  const settleMails = createSettling(stores)

  /** Reminders and surveys: begins those due, marks those that are too late. */
  const beginMails = async (now: Instant): Promise<void> =>
    each(await events.due(now), async (event) => {
      const handled = dealWith(event, now)
      const begun = handled.filter(({ state }) => state === 'begun')
      if (
        !(await events.dealWith(
          event,
          handled,
          begun.map((mail) => fanOutOf(event, mail, now)),
        ))
      )
        return
      for (const { kind, offset, state } of handled)
        logger[state === 'begun' ? 'info' : 'warn'](`scheduled mail ${state}`, {
          code: `scheduled-mail-${state}`,
          slug: event.slug,
          kind,
          offset,
        })
    })

  /** Mails that a registration only names, if the stream failed to bring them to the outbox. */
  const bringOwed = async (now: Instant): Promise<void> => each(await registrations.due('owed', now, dueAtATime), (id) => bring(id, now))

  /** Mails that stand for several, which had been too many for a mailbox. */
  const bringDigests = (now: Instant): Promise<void> => stores.asks.bring(now, dueAtATime)

  /** Offers not taken go to the next person; requests not decided lapse. */
  const endWhatIsOver = async (now: Instant): Promise<void> => {
    await each(await registrations.due('offer', now, dueAtATime), async (id) => {
      const found = await registrations.get(id)
      if (found?.status !== 'offered' || (found.offerExpiresAt ?? '') > now) return
      // An address that nobody confirmed may be a stranger's, who was written to once already.
      if (found.held === true) await vacate(found, 'not-confirmed', now, { tells: false })
      else await vacate(found, 'offer-expired', now)
    })
    await each(await registrations.due('approval', now, dueAtATime), async (id) => {
      const found = await registrations.get(id)
      if (found?.status === 'pending' && (found.approveBy ?? '') <= now) await vacate(found, 'approval-expired', now)
    })
  }

  /** Matches free places with waiting people, even if nothing else signalled a free place, as when a group's hold ends. */
  const serveLists = async (now: Instant): Promise<void> =>
    each(await events.listRunning(now), async ({ slug, holds }) => {
      if (holds.length > 0 || (await registrations.countWaiting(slug, 1)) > 0) await promote(slug, now)
    })

  /** Mass mails are owed by another function, which is called again for people it could not see, or if its run died. */
  const lookAfterFanOuts = async (now: Instant): Promise<void> => each(await fanOuts.due(now), (fanOut) => fanOuts.lookAfter(fanOut, now))

  /** Votes of the steering group: who is asked for theirs, outcomes, and the drafts that follow from them. */
  const settleProposals = async (now: Instant): Promise<void> =>
    each(await stores.proposals.due(now), async (id) => {
      await advance(id, now)
    })

  return (now: Instant): Promise<void> =>
    each(
      [settleProposals, beginMails, bringOwed, bringDigests, endWhatIsOver, serveLists, lookAfterFanOuts, settleMails, ...more],
      (part) => part(now),
    )
}
