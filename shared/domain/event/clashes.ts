import { instantOf } from '../basics/wall-time.ts'
import type { Event } from './event.ts'
import type { StoredSession } from './fields.ts'

export const clashCodes = [
  'same-people',
  'same-room',
  'more-places-than-event',
  'more-places-than-room',
  'room-smaller-than-event',
  'no-limit-in-room',
] as const

/** Two sessions of a programme that get in each other's way, or one with more people than the event or its room holds. */
export interface Clash {
  readonly code: (typeof clashCodes)[number]
  /** The ids of the sessions. */
  readonly sessions: readonly string[]
  /** Who is needed in both. */
  readonly people?: readonly string[]
  readonly room?: string
}

/** A name as it is compared with others. */
export const folded = (name: string): string => name.normalize('NFKC').trim().replaceAll(/\s+/g, ' ').toLowerCase()

const peopleOf = ({ speakers, chair }: StoredSession): ReadonlyMap<string, string> =>
  new Map([...speakers, ...(chair === undefined ? [] : [chair])].map(({ name }) => [folded(name), name]))

interface Placed {
  readonly session: StoredSession
  readonly from: string
  readonly until: string
  readonly people: ReadonlyMap<string, string>
  readonly room: string | undefined
}

const between = (one: Placed, other: Placed): readonly Clash[] => {
  const sessions = [one.session.id, other.session.id]
  const people = [...one.people].flatMap(([key, name]) => (other.people.has(key) ? [name] : []))
  const room = one.room !== undefined && one.room === other.room ? one.session.room : undefined
  return [
    ...(people.length === 0 ? [] : [{ code: 'same-people', sessions, people } as const]),
    ...(room === undefined ? [] : [{ code: 'same-room', sessions, room } as const]),
  ]
}

type Planned = Pick<Event, 'sessions' | 'timeZone' | 'rooms' | 'format' | 'capacity' | 'inPersonPlaces'>

/** How many people can be at the event itself, if there is a limit. */
export const mostThere = ({
  format,
  capacity,
  inPersonPlaces,
}: Pick<Planned, 'format' | 'capacity' | 'inPersonPlaces'>): number | undefined =>
  format !== 'hybrid' || inPersonPlaces === undefined ? capacity : Math.min(inPersonPlaces, capacity ?? inPersonPlaces)

/** How many people the room of a session holds, if that is known. */
export const heldBy = (rooms: Event['rooms']): ((room: string) => number | undefined) => {
  const held = new Map(rooms.map(({ name, capacity }) => [folded(name), capacity]))
  return (room) => held.get(folded(room))
}

/** The sessions to which more people can come than their rooms hold. */
const inSmallRooms = (event: Planned): readonly Clash[] => {
  const most = mostThere(event)
  const places = heldBy(event.rooms)
  const codeOf = ({ capacity, choose }: StoredSession, held: number): Clash['code'] | undefined => {
    if (capacity !== undefined) return capacity > held ? 'more-places-than-room' : undefined
    if (most !== undefined) return most > held ? 'room-smaller-than-event' : undefined
    return choose ? 'no-limit-in-room' : undefined
  }
  return event.sessions.flatMap((session): readonly Clash[] => {
    const { id, room } = session
    const held = room === undefined ? undefined : places(room)
    const code = held === undefined ? undefined : codeOf(session, held)
    return code === undefined || room === undefined ? [] : [{ code, sessions: [id], room }]
  })
}

/**
 * The clashes in a programme as it would be after a change, so that sessions changed in one go are compared with each other.
 * Sessions are compared by instants, so an hour that the clocks repeat is not twice the same.
 */
export const clashesIn = (event: Planned): readonly Clash[] => {
  const { sessions, timeZone, capacity } = event
  const placed = sessions
    .map((session): Placed => {
      const at = (wallTime: string): string => instantOf(wallTime, timeZone) ?? ''
      const room = session.room === undefined ? undefined : folded(session.room)
      return { session, from: at(session.start), until: at(session.end), people: peopleOf(session), room }
    })
    .toSorted((one, other) => one.from.localeCompare(other.from))
  const pairs = placed.flatMap((one, index) => {
    const later = placed.slice(index + 1)
    const end = later.findIndex(({ from }) => from >= one.until)
    return (end < 0 ? later : later.slice(0, end)).flatMap((other) => between(one, other))
  })
  const large = sessions.filter((session) => session.capacity !== undefined && capacity !== undefined && session.capacity > capacity)
  return [...pairs, ...large.map(({ id }): Clash => ({ code: 'more-places-than-event', sessions: [id] })), ...inSmallRooms(event)]
}

/** The clashes that concern one session. */
export const clashesOf = (event: Planned, id: string): readonly Clash[] => clashesIn(event).filter(({ sessions }) => sessions.includes(id))
