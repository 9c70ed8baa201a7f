import type { Event } from '../event/event.ts'
import { givingCounters, type SeatCounter, shardCount } from './seats.ts'

/*
 * What one source network can take. Whoever registers first is not asked to prove their address, so one client could
 * take all seats with invented ones. Seats of unproven addresses are therefore also counted by source, on the same
 * counters and in the same writes as the seats themselves.
 */

// A group's places, though never more than half of a small event.
const leastShare = 10

// An office behind one address needs no more; three colleagues who go to a workshop of eight are usual too.
const mostAtOnce = 40
const leastAtOnce = 3

/**
 * The most sources that a counter keeps, so that writing it costs no second write unit. It has fewer seats than that unless the event
 * has more than fifteen hundred.
 */
const mostSources = 24

/** How long a seat is held for an address that has to be confirmed. */
export const heldMinutes = 30

/** How many seats of an event one source can hold before their addresses are confirmed. */
export interface SourceShare {
  /** Given at once. */
  readonly given: number
  /** Held until the address is confirmed, in addition to these. */
  readonly held: number
}

/**
 * A quarter of the event for one source, of which a fifth is only held; undefined without a capacity. A quarter of a small event would
 * be less than a few colleagues need: there it is up to half, of which more is only held. At least one can be held, so that those who
 * confirm are followed by others.
 */
export const shareOfSource = ({ capacity }: Pick<Event, 'capacity'>): SourceShare | undefined => {
  if (capacity === undefined) return undefined
  const [quarter, half] = [Math.floor(capacity / 4), Math.max(1, Math.floor(capacity / 2))]
  const share = Math.max(quarter, Math.min(leastShare, half))
  const few = Math.max(1, Math.min(leastAtOnce, half - 1))
  const given = Math.min(mostAtOnce, Math.max(few, quarter - Math.ceil(quarter / 5)))
  // Each counter can give one, or people from elsewhere would find counters with seats that none may have at once.
  const counters = shardCount(capacity)
  // A source is given another for each time that a counter has dropped it, of so many at random.
  const again = capacity > counters * mostSources ? Math.ceil(capacity / mostSources) : 0
  return { given, held: Math.max(1, share - Math.max(given, counters + again)) }
}

/**
 * The part of a source's tag by which counters know it: as short as leaves two sources of an event no chance to share one, in which
 * case somebody from elsewhere would have to confirm their address.
 */
export const counterTag = (source: string): string => source.slice(0, 6)

/** The seats of unproven addresses that a counter gave to a source. */
const givenTo = ({ sources }: Pick<SeatCounter, 'sources'>, source: string): number => sources[counterTag(source)] ?? 0

const givenBy = (counters: readonly SeatCounter[], source: string): number =>
  counters.reduce((sum, counter) => sum + givenTo(counter, source), 0)

// An update has room for no more.
const mostDropped = 20

/**
 * The sources that a counter no longer keeps when it gives a seat to another: those without a seat, and if there are too few of them,
 * any. So a source seldom gets a seat that it should not have: once for each time that as many others as a counter keeps have come.
 */
export const droppedSources = (
  { sources }: Pick<SeatCounter, 'sources'>,
  taking: string,
  random: () => number,
): { readonly idle: readonly string[]; readonly counted: readonly string[] } => {
  const others = Object.keys(sources).filter((tag) => tag !== taking)
  const excess = Math.min(mostDropped, others.length + 1 - mostSources)
  if (excess <= 0) return { idle: [], counted: [] }
  const idle = others.filter((tag) => sources[tag] === 0).slice(0, excess)
  const rest = others.filter((tag) => sources[tag] !== 0)
  const start = Math.floor(random() * rest.length)
  return { idle, counted: [...rest.slice(start), ...rest.slice(0, start)].slice(0, excess - idle.length) }
}

type Counted = { readonly event: Pick<Event, 'capacity'>; readonly seats: readonly SeatCounter[] }

/** The most seats that one counter gives a source at once: at least one if it gives any, and together hardly more than the event's. */
export const givenInCounter = ({ event, seats }: Counted, source: string, shard: number): number | undefined => {
  const share = shareOfSource(event)
  if (share === undefined) return undefined
  const giving = givingCounters(event, seats.length)
  if (shard >= giving) return 0
  // Those beyond only take seats back, so that what they gave is never more than was read.
  const before = givenBy(seats.slice(giving), source)
  const left = Math.max(0, share.given - before)
  const even = Math.floor(left / giving) + (shard < left % giving ? 1 : 0)
  return before === 0 ? Math.max(1, even) : even
}

/** Whether a counter can give a seat to an unproven address from a source at once. */
export const givesAtOnce = (read: Counted, counter: SeatCounter, source: string): boolean =>
  givenTo(counter, source) < (givenInCounter(read, source, counter.shard) ?? Number.POSITIVE_INFINITY)

/** Whether a source has been given so many seats at once that an address from it has to be confirmed first. */
export const mustConfirm = ({ event, seats }: Counted, source: string | undefined): boolean => {
  const share = shareOfSource(event)
  return source !== undefined && share !== undefined && givenBy(seats, source) >= share.given
}
