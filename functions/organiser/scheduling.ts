import * as z from 'zod'
import { mayManage, type Staff } from '../../shared/domain/access.ts'
import {
  cancelled,
  draft,
  type Event,
  type EventInput,
  inputOf,
  isPublic,
  mayTake,
  published,
  revise,
  slugOf,
} from '../../shared/domain/event.ts'
import { rememberBefore } from '../../shared/domain/event-before.ts'
import { eventInputSchema } from '../../shared/domain/event-input.ts'
import { changedEvent, messageEvent } from '../../shared/domain/owed-mail.ts'
import type { FieldProblem } from '../../shared/domain/problem.ts'
import { pools, seatsGiven } from '../../shared/domain/seats.ts'
import type { Instant } from '../../shared/domain/wall-time.ts'
import { doubling, untilSettled } from '../../shared/runtime/until-settled.ts'
import type { Events, EventWithSeats } from '../../shared/store/events.ts'
import type { FanOut } from '../../shared/store/fan-outs.ts'
import type { Registrations } from '../../shared/store/registrations.ts'
import { type Checked, check } from '../../shared/web/check.ts'

/** How an organiser's action on an event ended. */
export type Scheduled =
  | { readonly outcome: 'done'; readonly event: Event }
  | { readonly outcome: 'invalid'; readonly problems: readonly FieldProblem[] }
  | { readonly outcome: 'no-such-event' | 'not-owner' | 'wrong-state' | 'changed-meanwhile' }

export interface Who {
  readonly staff: Staff
  readonly now: Instant
}

type Decision = Exclude<Scheduled, { outcome: 'done' }> | { readonly change: Event; readonly owes?: FanOut['kind'] }

/** What a change may say beside the event's own fields. */
const changeSchema = z.looseObject({ allowBelowGiven: z.literal(true).optional() })

/** The places, of the event or of a session, that a change makes fewer than are given. `limit` of the problem is how many are given. */
const belowGiven = (before: Event, after: EventInput, seats: EventWithSeats['seats']): readonly FieldProblem[] => {
  const problem = (field: string, was: number | undefined, is: number | undefined, given: number): readonly FieldProblem[] =>
    is !== undefined && is < given && (was === undefined || is < was) ? [{ field, code: 'below-given', limit: given }] : []
  const inSession = (id: string): number => seats.reduce((sum, { taken }) => sum + (taken[pools.session(id)] ?? 0), 0)
  return [
    ...problem('capacity', before.capacity, after.capacity, seatsGiven(seats)),
    ...after.sessions.flatMap(({ id = '', capacity }, index) =>
      problem(`sessions.${index}.capacity`, before.sessions.find((session) => session.id === id)?.capacity, capacity, inSession(id)),
    ),
  ]
}

/** A change as it may be written: the event's input as a whole, with no fewer places than are given unless that is meant. */
const checkChange = (event: Event, seats: EventWithSeats['seats'], wanted: unknown): Checked<EventInput> => {
  const { allowBelowGiven, ...input } = changeSchema.parse(wanted)
  const checked = check(eventInputSchema, input)
  const below = checked.ok && allowBelowGiven !== true ? belowGiven(event, checked.value, seats) : []
  return below.length > 0 ? { ok: false, problems: below } : checked
}

// Seats that are taken while a capacity changes make the new shares void; they are made again from what is true then.
const attempts = 40

const fanOutOf = (kind: FanOut['kind'], event: Event, now: Instant): FanOut => ({
  kind,
  slug: event.slug,
  revision: event.revision,
  createdAt: now,
  event: kind === 'update' ? changedEvent(event) : messageEvent(event),
})

// New places go to so many waiting people before anybody else; more wait again.
const mostWaiting = 1000

export const createScheduling = ({ events, registrations }: { events: Events; registrations: Registrations }) => {
  /** One try of `act`; `again` when the event or its seats changed between reading and writing. */
  const actOnce = async (
    slug: string,
    { staff, now }: Who,
    decide: (event: Event, seats: EventWithSeats['seats']) => Decision,
  ): Promise<Scheduled | 'again'> => {
    const read = await events.getWithSeats(slug)
    if (read === undefined) return { outcome: 'no-such-event' }
    // To others a draft does not exist; of a public event they may know that it is not theirs.
    if (!mayManage(staff, read.event)) return { outcome: isPublic(read.event) ? 'not-owner' : 'no-such-event' }
    const decision = decide(read.event, read.seats)
    if ('outcome' in decision) return decision
    const { change, owes } = decision
    const waiting = isPublic(change) ? await registrations.countWaiting(slug, mostWaiting) : 0
    const saved = await events.save(read, change, { now, waiting }, owes === undefined ? undefined : fanOutOf(owes, change, now))
    return saved === undefined ? 'again' : { outcome: 'done', event: saved }
  }

  /** Reads the event, lets `decide` change it, and writes it with what everybody is owed; decides again when it changed meanwhile. */
  const act = (...asked: Parameters<typeof actOnce>): Promise<Scheduled> =>
    untilSettled(() => actOnce(...asked), {
      rounds: attempts,
      pauseMs: doubling(5, 200),
      otherwise: () => ({ outcome: 'changed-meanwhile' }),
    })

  return {
    /** A new draft; its slug comes from the title, with a number when another event has it. */
    create: async (input: EventInput, { staff, now }: Who): Promise<Event> => {
      const base = slugOf(input.title)
      for (let number = 1; ; number++) {
        const slug = number === 1 ? base : `${base}-${number}`
        const event = draft(input, { slug, owner: staff.subject, now })
        if (await events.create(event, now)) return event
      }
    },

    /**
     * Changes an event to what `change` makes of its present input, checked as a whole.
     * Fewer places than are given are refused unless the change says `allowBelowGiven`; nobody loses a place by it.
     * `version` is that of the event the organiser looked at, where the whole of it comes back (a form).
     */
    change: (slug: string, who: Who, change: (input: EventInput) => unknown, version?: number): Promise<Scheduled> =>
      act(slug, who, (event, seats) => {
        if (event.status === 'cancelled') return { outcome: 'wrong-state' }
        if (version !== undefined && version !== event.version) return { outcome: 'changed-meanwhile' }
        const checked = checkChange(event, seats, change(inputOf(event)))
        if (!checked.ok) return { outcome: 'invalid', problems: checked.problems }
        const revised = rememberBefore(event, revise(event, checked.value, who.now), who.now)
        return revised.revision > event.revision ? { change: revised, owes: 'update' } : { change: revised }
      }),

    publish: (slug: string, who: Who): Promise<Scheduled> =>
      act(slug, who, (event) => {
        if (!mayTake('publish', event.status)) return { outcome: 'wrong-state' }
        if (event.endsAt <= who.now) return { outcome: 'invalid', problems: [{ field: 'end', code: 'in-the-past' }] }
        return { change: published(event, who.now) }
      }),

    cancel: (slug: string, who: Who): Promise<Scheduled> =>
      act(slug, who, (event) => {
        if (!mayTake('cancel', event.status) || event.endsAt <= who.now) return { outcome: 'wrong-state' }
        const change = cancelled(event, who.now)
        return isPublic(event) ? { change, owes: 'cancellation' } : { change }
      }),
  }
}
export type Scheduling = ReturnType<typeof createScheduling>
