import type { FieldProblem } from '../basics/field-problem.ts'
import type { Event } from '../event/event.ts'
import { chosenSessions, overlapping } from '../event/registration-window.ts'
import type { EventWithSeats } from '../seats/event-with-seats.ts'
import { type Choice, chooseSeats, isEventPool, pools, roomIn, type SeatShard } from '../seats/seats.ts'
import { choicePools, eventPoolOf, fullWay } from '../seats/waiting-list.ts'
import type { Registration } from './registration.ts'

/** What is wrong with a choice of sessions: one that cannot be chosen, or two at the same time. */
export const sessionProblems = (event: Pick<Event, 'sessions'>, chosen: readonly string[]): readonly FieldProblem[] => {
  const offered = chosenSessions(event)
  const unknown = chosen.find((id) => !offered.some((session) => session.id === id))
  if (unknown !== undefined) return [{ field: 'sessions', code: 'no-such-session' }]
  const both = overlapping(offered.filter(({ id }) => chosen.includes(id)))
  return both === undefined ? [] : [{ field: 'sessions', code: 'sessions-overlap', options: both.map(({ title }) => title) }]
}

/** The titles of somebody's sessions, in programme order. */
export const sessionTitles = (event: Pick<Event, 'sessions'>, { sessions }: Pick<Registration, 'sessions'>): readonly string[] =>
  event.sessions.filter(({ id = '' }) => sessions.includes(id)).map(({ title }) => title)

/** The problem of these sessions, of which one is full, by its pool: all that are full are told at once. */
const sessionFull = ({ event, seats }: EventWithSeats, sessions: readonly string[], full: string): FieldProblem => {
  const isFull = (pool: string): boolean => pool === full || roomIn(seats, pool) === 0
  const chosen = event.sessions.filter(({ id, capacity }) => capacity !== undefined && sessions.includes(id))
  return {
    field: 'sessions',
    code: 'session-full',
    options: chosen.filter(({ id }) => isFull(pools.session(id))).map(({ title }) => title),
  }
}

/** The same for whatever is full, by its pool: a way to take part, or sessions. */
export const choiceFull = (read: EventWithSeats, sessions: readonly string[], full: string): FieldProblem =>
  fullWay(full) === undefined
    ? sessionFull(read, sessions, full)
    : { field: 'participation', code: fullWay(full) === 'online' ? 'online-full' : 'in-person-full' }

/** Somebody's sessions after a new choice, in programme order; those that can no longer be chosen stay. */
export const sessionsAfter = (event: Pick<Event, 'sessions'>, before: readonly string[], chosen: readonly string[]): readonly string[] => {
  const offered = chosenSessions(event).map(({ id }) => id)
  return [...offered.filter((id) => chosen.includes(id)), ...before.filter((id) => !offered.includes(id))]
}

/** A person's seats after choosing anew: existing ones stay unless given back, new ones come from the event seat's shard if possible. */
export const seatsAfter = (
  event: Event,
  shards: readonly SeatShard[],
  { seats, sessions: before }: Pick<Registration, 'seats' | 'sessions'>,
  { sessions, participation }: Pick<Registration, 'participation'> & { readonly sessions: readonly string[] },
  random: () => number,
): Choice => {
  const stays = (pool: string): boolean =>
    isEventPool(pool) || (fullWay(pool) === undefined ? sessions.some((id) => pools.session(id) === pool) : participation === undefined)
  const kept = Object.entries(seats).filter(([pool]) => stays(pool))
  const added = sessions.filter((id) => !before.includes(id))
  const wanted = choicePools(event, shards, { participation, sessions: added })
  const choice = chooseSeats(
    shards,
    wanted.map((pool) => [pool]),
    random,
    seats[eventPoolOf({ seats }) ?? ''],
  )
  return 'full' in choice ? choice : { seats: { ...Object.fromEntries(kept), ...choice.seats } }
}
