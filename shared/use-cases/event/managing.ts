import { check } from '../../domain/basics/check.ts'
import type { FieldProblem } from '../../domain/basics/field-problem.ts'
import { type Instant, minutesADay, minutesBetween } from '../../domain/basics/wall-time.ts'
import type { Arrangement } from '../../domain/event/arrangement.ts'
import { rememberBefore } from '../../domain/event/changes-told-together.ts'
import {
  cancelled,
  draft,
  type Event,
  type EventInput,
  inputOf,
  isListed,
  isPublic,
  mayBeQuiet,
  mayCancel,
  mayTake,
  needsNewAddress,
  published,
  revise,
  slugOf,
} from '../../domain/event/event.ts'
import { eventFieldNames } from '../../domain/event/fields.ts'
import { eventInputAt } from '../../domain/event/input.ts'
import type { MoveInput } from '../../domain/event/move.ts'
import { isDue, obstaclesTo, whyUnpublishable } from '../../domain/event/publication.ts'
import { ambiguousTimes, movedBy } from '../../domain/event/time-limits.ts'
import type { FanOut } from '../../domain/mail/fan-out.ts'
import { changedEvent, messageEvent } from '../../domain/mail/owed-mail.ts'
import type { EventWithSeats } from '../../domain/seats/event-with-seats.ts'
import { mayManage, type Staff } from '../../domain/who-may.ts'
import { doubling, untilSettled } from '../../runtime/until-settled.ts'
import type { Events } from '../../store/events.ts'
import type { Registrations } from '../../store/registrations.ts'
import { unguessable } from '../../tokens/secret-id.ts'
import { createCountingIn } from '../seats/counting-in.ts'
import { checkChange } from './checked-change.ts'

/** How an organiser's action on an event ended. */
export type Managed =
  | { readonly outcome: 'done'; readonly event: Event }
  | { readonly outcome: 'invalid'; readonly problems: readonly FieldProblem[] }
  | { readonly outcome: 'no-such-event' | 'no-such-session' | 'not-owner' | 'wrong-state' | 'changed-meanwhile' }

export interface Who {
  readonly staff: Staff
  readonly now: Instant
}

/** Who does what was planned before, at its time. */
const clock = 'clock'

/** How a change is made: `dry` only says what the event would become, `quiet` tells nobody, and `note` goes into the mail. */
interface ChangeOptions {
  readonly dry?: boolean
  readonly note?: string | undefined
  readonly quiet?: boolean
}

interface Change {
  readonly change: Event
  readonly owes?: FanOut['kind']
  readonly note?: string | undefined
}
type Decision = Exclude<Managed, { outcome: 'done' }> | Change

const unguessableSlug = ({ title }: Pick<EventInput, 'title'>): string => `${slugOf(title)}-${unguessable()}`

/** The fields in which a date of a series differs from the others from now on. */
const alone = (event: Event, input: EventInput): Pick<Event, 'changedAlone'> => {
  if (event.series === undefined) return {}
  const before = inputOf(event)
  const changed = eventFieldNames.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(input[field]))
  return { changedAlone: [...new Set([...(event.changedAlone ?? []), ...changed])] }
}

/** The event after a change, with the mails that follow from it. */
const following = (
  event: Event,
  input: EventInput,
  now: Instant,
  { withSeries = false, quiet = false }: { readonly withSeries?: boolean; readonly quiet?: boolean } = {},
): Change => {
  const revised = { ...rememberBefore(event, revise(event, input, now, quiet), now), ...(withSeries ? {} : alone(event, input)) }
  if (needsNewAddress(revised)) return { change: { ...revised, slug: unguessableSlug(revised), unguessable: true } }
  return revised.revision > event.revision ? { change: revised, owes: 'update' } : { change: revised }
}

// Seats taken while a capacity changes invalidate the new shares; they are then computed again.
const attempts = 40

const fanOutOf = (kind: FanOut['kind'], event: Event, now: Instant, note: string | undefined): FanOut => ({
  kind,
  slug: event.slug,
  revision: event.revision,
  createdAt: now,
  ...(note === undefined ? {} : { note }),
  ...(kind === 'update' ? { event: changedEvent(event), sessionRevisions: event.sessionRevisions } : { event: messageEvent(event) }),
})

/** What is wrong with a move beyond the times themselves: of a published event, nobody can come to it in the past. */
const wrongMove = (event: Event, moved: Event, now: Instant): readonly FieldProblem[] => {
  if (isPublic(event) && moved.endsAt <= now) return [{ field: 'days', code: 'in-the-past' }]
  return ambiguousTimes(inputOf(moved), moved.timeZone)
}

/** What becomes of an event that is published at `now`. */
const publishing = (event: Event, now: Instant): Decision => {
  if (!mayTake('publish', event.status)) return { outcome: 'wrong-state' }
  const problems = whyUnpublishable(event, now)
  return problems.length > 0 ? { outcome: 'invalid', problems } : { change: published(event, now) }
}

// New places go to this many waiting people before anyone else; any more keep waiting.
const mostWaiting = 1000

export const createManaging = ({ events, registrations }: { events: Events; registrations: Registrations }) => {
  const countIn = createCountingIn({ registrations })

  const write = async (read: EventWithSeats, { change, owes, note }: Change, now: Instant): Promise<Event | undefined> => {
    const { slug } = read.event
    if (change.slug !== slug) return events.move(read, change, now)
    const waiting = isPublic(change) ? await registrations.countWaiting(slug, mostWaiting) : 0
    return events.save(read, change, { now, waiting }, owes === undefined ? undefined : fanOutOf(owes, change, now, note))
  }

  /** One try of `act`; `again` if the event or its seats changed between reading and writing. A `dry` one writes nothing. */
  const actOnce = async (
    slug: string,
    { staff, now }: { readonly staff: Staff | typeof clock; readonly now: Instant },
    decide: (event: Event, seats: EventWithSeats['seats']) => Decision,
    dry = false,
  ): Promise<Managed | 'again'> => {
    const read = await events.getWithSeats(slug)
    if (read === undefined) return { outcome: 'no-such-event' }
    // To others a draft does not exist; for a public event they may learn that it is not theirs.
    if (staff !== clock && !mayManage(staff, read.event)) return { outcome: isPublic(read.event) ? 'not-owner' : 'no-such-event' }
    const decision = decide(read.event, read.seats)
    if ('outcome' in decision) return decision
    if (await countIn(read.event, decision.change, now)) return 'again'
    if (dry) return { outcome: 'done', event: decision.change }
    const saved = await write(read, decision, now)
    return saved === undefined ? 'again' : { outcome: 'done', event: saved }
  }

  /** Reads the event, lets `decide` change it, and writes it with the mails owed; decides again if it changed in the meantime. */
  const act = (...asked: Parameters<typeof actOnce>): Promise<Managed> =>
    untilSettled(() => actOnce(...asked), {
      rounds: attempts,
      pauseMs: doubling(5, 200),
      otherwise: () => ({ outcome: 'changed-meanwhile' }),
    })

  /** A new draft with a slug of its own, made from `base` with a number if another event has it. */
  const create = async (
    input: EventInput,
    { staff, now }: Who,
    { base = slugOf(input.title), ...more }: { readonly base?: string } & Pick<Event, 'series' | 'changedAlone'> = {},
  ): Promise<Event> => {
    for (let number = 1; ; number++) {
      const named = { slug: number === 1 ? base : `${base}-${number}` }
      const address = isListed(input) ? named : { slug: unguessableSlug(input), unguessable: true as const }
      const event = draft(input, { ...address, owner: staff.subject, now, ...more })
      if (await events.create(event, now)) return event
    }
  }

  /** A new draft of what was set for another event, all its times moved so that it starts at `start`. */
  const createAt = async (input: EventInput, start: string, who: Who): Promise<Managed> => {
    const checked = check(eventInputAt(who.now), movedBy(input, minutesBetween(input.start, start)))
    const problems = checked.ok ? ambiguousTimes(checked.value, input.timeZone) : checked.problems
    if (!checked.ok || problems.length > 0) return { outcome: 'invalid', problems }
    return { outcome: 'done', event: await create(checked.value, who) }
  }

  return {
    createAt,

    /**
     * A new draft; its slug comes from the title, with a number if another event has it, or with random characters if only invited
     * people may find it.
     */
    create,

    /** A new draft with everything that was set for an event, all its times moved so that it starts at `start`. */
    copy: async (slug: string, who: Who, start: string): Promise<Managed> => {
      const event = await events.get(slug)
      if (event === undefined) return { outcome: 'no-such-event' }
      if (!mayManage(who.staff, event)) return { outcome: isPublic(event) ? 'not-owner' : 'no-such-event' }
      return createAt(inputOf(event), start, who)
    },

    /**
     * Changes an event to what `change` makes of its current input, checked as a whole.
     * Reducing places below those given is refused unless the change says `allowBelowGiven`; nobody loses a place.
     * `version` is that of the event the organiser was looking at, if a form returns the whole event. `dry` only says what would
     * become of it.
     */
    change: (
      slug: string,
      who: Who,
      change: (input: EventInput) => unknown,
      version?: number,
      { dry = false, note, quiet = false }: ChangeOptions = {},
    ): Promise<Managed> =>
      act(
        slug,
        who,
        (event, seats) => {
          if (event.status === 'cancelled') return { outcome: 'wrong-state' }
          if (version !== undefined && version !== event.version) return { outcome: 'changed-meanwhile' }
          const checked = checkChange(event, seats, change(inputOf(event)), who.now)
          if (!checked.ok) return { outcome: 'invalid', problems: checked.problems }
          if (quiet && !mayBeQuiet(event, checked.value))
            return { outcome: 'invalid', problems: [{ field: 'quiet', code: 'calendars-must-follow' }] }
          return { ...following(event, checked.value, who.now, { quiet }), note }
        },
        dry,
      ),

    /**
     * Changes the sessions of an event as it is when that is written, so that what others change in between stays. `decide` may find
     * that the session it is about is gone, or is not as it was seen. `dry` only says what the event would become.
     */
    arrange: (slug: string, who: Who, decide: (event: Event) => Arrangement, dry = false): Promise<Managed> =>
      act(
        slug,
        who,
        (event, seats) => {
          if (event.status === 'cancelled') return { outcome: 'wrong-state' }
          const arranged = decide(event)
          if ('outcome' in arranged) return arranged
          const checked = checkChange(event, seats, { ...inputOf(event), ...arranged }, who.now)
          return checked.ok ? following(event, checked.value, who.now) : { outcome: 'invalid', problems: checked.problems }
        },
        dry,
      ),

    /** The same for a change that all dates of a series get. `dry` only says what would become of this one. */
    changeWithSeries: (slug: string, who: Who, change: (event: Event) => unknown, dry: boolean): Promise<Managed> =>
      act(
        slug,
        who,
        (event, seats) => {
          if (event.status === 'cancelled' || event.endsAt <= who.now) return { outcome: 'wrong-state' }
          const checked = checkChange(event, seats, change(event), who.now)
          return checked.ok
            ? following(event, checked.value, who.now, { withSeries: true })
            : { outcome: 'invalid', problems: checked.problems }
        },
        dry,
      ),

    /** Moves an event with all its times. `dry` only says what it would become. */
    move: (
      slug: string,
      who: Who,
      { days, note }: MoveInput,
      { version, dry = false }: { readonly version?: number; readonly dry?: boolean } = {},
    ): Promise<Managed> =>
      act(
        slug,
        who,
        (event, seats) => {
          if (event.status === 'cancelled') return { outcome: 'wrong-state' }
          if (version !== undefined && version !== event.version) return { outcome: 'changed-meanwhile' }
          const checked = checkChange(event, seats, movedBy(inputOf(event), days * minutesADay), who.now)
          if (!checked.ok) return { outcome: 'invalid', problems: checked.problems }
          const decision = following(event, checked.value, who.now)
          const problems = wrongMove(event, decision.change, who.now)
          return problems.length > 0 ? { outcome: 'invalid', problems } : { ...decision, note }
        },
        dry,
      ),

    publish: (slug: string, who: Who): Promise<Managed> => act(slug, who, (event) => publishing(event, who.now)),

    /** The same for a draft whose planned time has come; nothing else changes, however often or late this is called. */
    publishPlanned: (slug: string, now: Instant): Promise<Managed> =>
      act(slug, { staff: clock, now }, (event) =>
        isDue(event, now) && obstaclesTo(event, now).length === 0 ? publishing(event, now) : { outcome: 'wrong-state' },
      ),

    /** Cancels an event for good; the mails about it say the reason in the organiser's words. */
    cancel: (slug: string, who: Who, reason?: string): Promise<Managed> =>
      act(slug, who, (event) => {
        if (!mayCancel(event, who.now)) return { outcome: 'wrong-state' }
        const change = cancelled(event, who.now)
        return isPublic(event) ? { change, owes: 'cancellation', note: reason } : { change }
      }),
  }
}
export type Managing = ReturnType<typeof createManaging>
