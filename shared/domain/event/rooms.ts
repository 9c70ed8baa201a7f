import { folded } from './clashes.ts'
import type { Event } from './event.ts'
import type { Room } from './fields.ts'

type Planned = Pick<Event, 'rooms' | 'sessions'>

/** The rooms of an event: those that its organisers listed, in their order, then those that only sessions name, by name. */
export const roomsOf = ({ rooms, sessions }: Planned, compare: (one: string, other: string) => number): readonly Room[] => {
  const listed = new Set(rooms.map(({ name }) => folded(name)))
  const named = new Map(sessions.flatMap(({ room }) => (room === undefined ? [] : [[folded(room), room] as const])))
  const others = [...named].flatMap(([key, name]) => (listed.has(key) ? [] : [{ name }]))
  return [...rooms, ...others.toSorted((one, other) => compare(one.name, other.name))]
}
