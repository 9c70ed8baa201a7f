import * as z from 'zod'
import { type Checked, check } from '../../domain/basics/check.ts'
import { type FieldProblem, withMore } from '../../domain/basics/field-problem.ts'
import type { Instant } from '../../domain/basics/wall-time.ts'
import type { Event, EventInput } from '../../domain/event/event.ts'
import { eventInputAt } from '../../domain/event/input.ts'
import type { EventWithSeats } from '../../domain/seats/event-with-seats.ts'
import { pools, seatsGiven } from '../../domain/seats/seats.ts'

/** What a change may contain besides the event's fields. */
const changeSchema = z.looseObject({ allowBelowGiven: z.literal(true).optional() })

/** The places as far as they can be read, so that too few are told together with whatever else is wrong. */
const readablePlaces = z.object({
  capacity: z.int().optional().catch(undefined),
  inPersonPlaces: z.int().optional().catch(undefined),
  onlinePlaces: z.int().optional().catch(undefined),
  sessions: z.array(z.object({ id: z.string().optional(), capacity: z.int().optional() }).catch({})).catch([]),
})

/** The places, of the event or a session, that a change would reduce below those given. The problem's `limit` is how many are given. */
const belowGiven = (before: Event, wanted: unknown, seats: EventWithSeats['seats']): readonly FieldProblem[] => {
  const after = readablePlaces.safeParse(wanted).data ?? { sessions: [] }
  const problem = (field: string, was: number | undefined, is: number | undefined, given: number): readonly FieldProblem[] =>
    is !== undefined && is < given && (was === undefined || is < was) ? [{ field, code: 'below-given', limit: given }] : []
  const givenIn = (pool: string): number => seats.reduce((sum, { taken }) => sum + (taken[pool] ?? 0), 0)
  return [
    ...problem('capacity', before.capacity, after.capacity, seatsGiven(seats)),
    ...problem('inPersonPlaces', before.inPersonPlaces, after.inPersonPlaces, givenIn(pools.participation('in-person'))),
    ...problem('onlinePlaces', before.onlinePlaces, after.onlinePlaces, givenIn(pools.participation('online'))),
    ...after.sessions.flatMap(({ id = '', capacity = undefined }, index) =>
      problem(
        `sessions.${index}.capacity`,
        before.sessions.find((session) => session.id === id)?.capacity,
        capacity,
        givenIn(pools.session(id)),
      ),
    ),
  ]
}

/** A change ready to be written: the event's whole input, not reducing places below those given unless explicitly allowed. */
export const checkChange = (event: Event, seats: EventWithSeats['seats'], wanted: unknown, now: Instant): Checked<EventInput> => {
  const { allowBelowGiven, ...input } = changeSchema.parse(wanted)
  const checked = check(eventInputAt(now), input)
  const problems = checked.ok ? [] : checked.problems
  const below = allowBelowGiven === true ? [] : belowGiven(event, input, seats)
  return below.length > 0 ? { ok: false, problems: withMore(problems, below) } : checked
}
