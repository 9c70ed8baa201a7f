import { waysOf } from '../../shared/domain/event/participation.ts'
import type { OutboxMessage } from '../../shared/domain/mail/outbox-message.ts'
import { holdsSeat, type Registration } from '../../shared/domain/registration/registration.ts'
import type { EventWithSeats } from '../../shared/domain/seats/event-with-seats.ts'
import { isEventPool, room, roomIn, seatsGiven } from '../../shared/domain/seats/seats.ts'
import { choicePools, eventPoolOf, participationSeat, poolsFor } from '../../shared/domain/seats/waiting-list.ts'
import { now } from '../make/programme.ts'
import type { Stores } from '../store/local-store.ts'
import { allRegistrations, messagesOf } from '../store/scan.ts'

/** The number of registrations holding a seat, by `pool/shard`. */
const countSeats = (registrations: readonly Registration[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>()
  for (const { seats } of registrations)
    for (const [pool, shard] of Object.entries(seats)) counts.set(`${pool}/${shard}`, (counts.get(`${pool}/${shard}`) ?? 0) + 1)
  return counts
}

const isChoicePool = (pool: string): boolean => !isEventPool(pool)

const sameMembers = (one: readonly string[], other: readonly string[]): boolean => [...one].sort().join() === [...other].sort().join()

/** SEQUENCE numbers of each UID must be 0, 1, 2 …: each once, without gaps. */
const brokenSequences = (messages: readonly OutboxMessage[]): readonly string[] => {
  const invitations = messages.flatMap(({ calendar }) => (calendar === undefined ? [] : [calendar]))
  return Object.entries(Object.groupBy(invitations, ({ uid }) => uid)).flatMap(([uid, of = []]) => {
    const numbers = of.map(({ sequence }) => sequence).sort((a, b) => a - b)
    return numbers.every((number, index) => number === index) ? [] : [`${uid}: SEQUENCE ${numbers.join(', ')}`]
  })
}

const endKinds = new Set(['waitlist-left', 'offer-ended', 'request-ended'])

/** The last mail owed to a person must match the registration's state. */
const untold = (registration: Registration, messages: readonly OutboxMessage[]): readonly string[] => {
  const own = messages.filter(({ registrationId, round }) => registrationId === registration.id && round === registration.round)
  const last = own
    .filter(({ calendar }) => calendar !== undefined)
    .sort((a, b) => (a.calendar?.sequence ?? 0) - (b.calendar?.sequence ?? 0))
    .at(-1)
  const told = {
    confirmed: last?.kind === 'confirmation' || last?.kind === 'update',
    pending: last === undefined && (registration.owes === 'pending' || own.some(({ kind }) => kind === 'pending')),
    offered: last === undefined && own.some(({ kind }) => kind === 'offered'),
    waitlisted: last === undefined && (registration.owes === 'waitlisted' || own.some(({ kind }) => kind === 'waitlisted')),
    cancelled: last?.kind === 'cancellation' || own.some(({ kind }) => endKinds.has(kind)),
  }[registration.status]
  return told
    ? []
    : [`${registration.email} is ${registration.status}, the last mail is ${last?.kind ?? own.map(({ kind }) => kind).join(', ')}`]
}

/** Seats that stay free although somebody is waiting who could have them. */
const idleSeats = ({ event, seats }: EventWithSeats, registrations: readonly Registration[]): readonly string[] => {
  const waiting = registrations.filter(({ status }) => status === 'waitlisted')
  const could = waiting.filter((each) => participationSeat(event, seats, each, {}) !== undefined)
  const served = could.filter(({ groups }) => poolsFor(event, groups, now, true).some((pool) => roomIn(seats, pool) > 0))
  const unshared =
    (event.capacity ?? 0) - seatsGiven(seats) > 0 &&
    !seats.some((shard) => Object.keys(shard.taken).some((pool) => isEventPool(pool) && room(shard, pool) > 0))
  return [
    ...served.map(({ email }) => `${email} waits while a seat is free`),
    ...(unshared && could.length > 0 ? ['places are free that no counter gives'] : []),
  ]
}

/**
 * What is wrong with an event's seats, registrations and mails, in words; nothing if all is well.
 * Without `registrations`, it looks at those in the event's list.
 */
export const audit = async (
  stores: Stores,
  slug: string,
  capacity: number,
  given?: readonly Registration[],
): Promise<readonly string[]> => {
  const [read, registrations] = await Promise.all([stores.events.getWithSeats(slug), given ?? allRegistrations(stores, slug)])
  return auditOf({ read, registrations, messages: await messagesOf(stores, registrations) }, capacity)
}

/** What an audit looks at: everything about an event. */
export interface Found {
  readonly read: EventWithSeats | undefined
  readonly registrations: readonly Registration[]
  readonly messages: readonly OutboxMessage[]
}

/** The same for data already read; `capacity` is the most places there ever were. */
export const auditOf = ({ read, registrations, messages }: Found, capacity: number): readonly string[] => {
  const holding = registrations.filter(holdsSeat)
  const held = countSeats(registrations)
  const leaks = (read?.seats ?? []).flatMap(({ shard, taken }) =>
    Object.entries(taken)
      .filter(([pool, given]) => given !== (held.get(`${pool}/${shard}`) ?? 0))
      .map(([pool, given]) => `counter ${pool}/${shard} says ${given}, ${held.get(`${pool}/${shard}`) ?? 0} people hold seats of it`),
  )
  const idle = read === undefined ? [] : idleSeats(read, registrations)
  const seatless = holding.filter((each) => eventPoolOf(each) === undefined).map(({ email }) => `${email} has a place and no seat`)
  const sessionless = holding
    .filter(
      (each) => read !== undefined && !sameMembers(Object.keys(each.seats).filter(isChoicePool), choicePools(read.event, read.seats, each)),
    )
    .map(({ email, sessions, participation }) => `${email} has seats of other choices than ${[...sessions, participation].join(', ')}`)
  const oversold = holding.length > capacity ? [`${holding.length} places given of ${capacity}`] : []
  const crowded = waysOf(read?.event ?? {}).flatMap(({ way, places = Number.POSITIVE_INFINITY }) => {
    const given = holding.filter(({ participation }) => participation === way).length
    return given > places ? [`${given} places ${way} given of ${places}`] : []
  })
  return [
    ...oversold,
    ...crowded,
    ...leaks,
    ...seatless,
    ...sessionless,
    ...idle,
    ...brokenSequences(messages),
    ...registrations.flatMap((registration) => untold(registration, messages)),
  ]
}
