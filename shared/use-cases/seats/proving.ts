import type { Instant } from '../../domain/basics/wall-time.ts'
import { registrationsKeptUntil } from '../../domain/people/periods.ts'
import type { Registration } from '../../domain/registration/registration.ts'
import type { EventWithSeats } from '../../domain/seats/event-with-seats.ts'
import { compare, type Finding, type LedgerEntry, type Proof, prove, type SeatMove, unaware } from '../../domain/seats/ledger.ts'
import { type SeatShard, seatsGiven } from '../../domain/seats/seats.ts'
import type { Events } from '../../store/events.ts'
import type { Registrations } from '../../store/registrations.ts'
import type { SeatMending } from '../../store/seats/counters.ts'
import type { Ledger } from '../../store/seats/ledger.ts'

/** The result of proving an event's seats. */
export interface SeatProof {
  readonly slug: string
  readonly capacity: number | undefined
  /** Seats currently given, according to the counters. */
  readonly given: number
  readonly entries: number
  readonly findings: readonly Finding[]
  /** What was corrected, in words. */
  readonly mended: readonly string[]
}

/** Whoever holds seats, or did when they were erased. */
type Holder = Pick<Registration, 'id' | 'seats'>

const pageSize = 200
// Places go first to this many waiting people; any more keep waiting.
const mostWaiting = 1000
// While people register, the ledger and the index of registrations lag slightly: only a lasting difference is one.
const looks = 5
const usualPauseMs = 1500

interface Look {
  readonly read: EventWithSeats
  readonly proof: Proof
  readonly people: readonly Holder[]
  readonly differences: readonly Finding[]
}

/** Who holds which seats according to the ledger. */
const holdersIn = ({ held }: Proof): readonly Holder[] =>
  [...held].map(([id, seats]) => ({
    id,
    seats: Object.fromEntries(seats.map((seat) => [seat.slice(0, seat.lastIndexOf('/')), Number(seat.slice(seat.lastIndexOf('/') + 1))])),
  }))

/** The seats of a shard according to the registrations that hold them. */
const heldIn = (shard: number, people: readonly Holder[]): Record<string, number> => {
  const counts: Record<string, number> = {}
  for (const { seats } of people) for (const [pool, of] of Object.entries(seats)) if (of === shard) counts[pool] = (counts[pool] ?? 0) + 1
  return counts
}

/** The moves that bring a shard's ledger into line with the registrations. */
const correctingMoves = (shard: number, { proof, people }: Look): readonly SeatMove[] => {
  const ids = new Set([...proof.held.keys(), ...people.map(({ id }) => id)])
  const byId = new Map(people.map((person) => [person.id, person]))
  return [...ids].flatMap((id): SeatMove[] => {
    const ledger = (proof.held.get(id) ?? [])
      .filter((seat) => seat.endsWith(`/${shard}`))
      .map((seat) => seat.slice(0, seat.lastIndexOf('/')))
    const actual = Object.entries(byId.get(id)?.seats ?? {}).flatMap(([pool, of]) => (of === shard ? [pool] : []))
    const seats = (names: readonly string[]) => Object.fromEntries(names.map((pool) => [pool, shard]))
    const moves: SeatMove[] = [
      { registration: id, seats: seats(ledger.filter((pool) => !actual.includes(pool))), by: -1 },
      { registration: id, seats: seats(actual.filter((pool) => !ledger.includes(pool))), by: 1 },
    ]
    return moves.filter(({ seats: moved }) => Object.keys(moved).length > 0)
  })
}

/** Proves from the ledger that no seat of an event was ever given twice, and that ledger, counters and registrations agree. */
export const createProving = (
  stores: { events: Events; registrations: Registrations; ledger: Ledger; mending?: SeatMending },
  pauseMs = usualPauseMs,
) => {
  const { events, registrations, ledger, mending } = stores
  const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, pauseMs))

  const everybody = async (slug: string): Promise<readonly Holder[]> => {
    const all: Holder[] = []
    for (let page = await registrations.pageOf(slug, pageSize); ; page = await registrations.pageOf(slug, pageSize, page.next)) {
      all.push(...page.registrations, ...page.erased)
      if (page.next === undefined) return all
    }
  }

  const look = async (slug: string, now: Instant): Promise<Look | undefined> => {
    const [before, registered, written] = [await events.getWithSeats(slug), await everybody(slug), await ledger.read(slug)]
    if (before === undefined) return undefined
    const versions = new Map(before.seats.map(({ shard, version }) => [shard, version]))
    const upToThen = written.filter((entry: LedgerEntry) => entry.version <= (versions.get(entry.shard) ?? 0))
    const proof = prove(upToThen)
    // Once registrations are deleted, the ledger alone is left to be proved.
    const people = registrationsKeptUntil(before.event) <= now ? holdersIn(proof) : registered
    return { read: before, proof, people, differences: [...compare(proof, before.seats, people), ...unaware(before.event, before.seats)] }
  }

  const mendShard = async (shard: SeatShard, seen: Look, now: Instant): Promise<readonly string[]> => {
    const held = heldIn(shard.shard, seen.people)
    const taken = Object.fromEntries(Object.keys({ ...shard.taken, ...held }).map((pool) => [pool, held[pool] ?? 0]))
    const wrong = Object.keys(taken).filter((pool) => taken[pool] !== shard.taken[pool])
    const moves = correctingMoves(shard.shard, seen)
    if ((wrong.length === 0 && moves.length === 0) || mending === undefined) return []
    const mended = await mending(seen.read.event.slug, shard, taken, { at: now, cause: 'mended', moves: [...moves] })
    const words = wrong.map((pool) => `${pool} said ${shard.taken[pool] ?? 0}, ${taken[pool]} registrations hold a seat of it`)
    return mended ? [`counter ${shard.shard}: ${words.join('; ') || 'the ledger said otherwise than the registrations'}`] : []
  }

  /**
   * Updates counters with outdated knowledge of their event. Sharing out the seats does that, and its ledger entry triggers
   * serving the waiting list.
   */
  const tellCounters = async ({ read }: Look, now: Instant): Promise<readonly string[]> => {
    const { slug } = read.event
    if (mending === undefined || unaware(read.event, read.seats).length === 0) return []
    // Mending a counter just now changed its version.
    const anew = await events.getWithSeats(slug)
    if (anew === undefined) return []
    const told = await events.shareOut(anew, now, await registrations.countWaiting(slug, mostWaiting))
    return told ? unaware(anew.event, anew.seats).map(({ shard, text }) => `counter ${shard}: ${text}`) : []
  }

  return async (slug: string, now: Instant): Promise<SeatProof | undefined> => {
    let seen = await look(slug, now)
    for (let count = 1; count < looks && seen !== undefined && seen.differences.length > 0; count++) {
      await pause()
      seen = await look(slug, now)
    }
    if (seen === undefined) return undefined
    const stable: Look = seen
    const behind = stable.differences.some(({ kind }) => kind === 'gap')
    const mended =
      stable.differences.length === 0 || behind ? [] : await Promise.all(stable.read.seats.map((shard) => mendShard(shard, stable, now)))
    const told = behind ? [] : await tellCounters(stable, now)
    const { event, seats } = stable.read
    return {
      slug,
      capacity: event.capacity,
      given: seatsGiven(seats),
      entries: stable.proof.entries,
      findings: [...stable.proof.findings, ...stable.differences],
      mended: [...mended.flat(), ...told],
    }
  }
}
export type Prove = ReturnType<typeof createProving>
