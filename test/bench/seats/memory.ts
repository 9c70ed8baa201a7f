import type { Counter, Snapshot, StoredRegistration, Write } from './seat-store.ts'

interface Stored {
  readonly capacity: number
  taken: number
  readonly claims: Map<string, string>
}

/** What the model has stored: the effect of each write, without time or limits. */
export const createMemory = (capacities: readonly number[]) => {
  const counters: Stored[] = capacities.map((capacity) => ({ capacity, taken: 0, claims: new Map() }))
  const registrations = new Map<string, StoredRegistration>()
  const owed = new Set<string>()
  const counter = (shard: number): Stored => {
    const found = counters[shard]
    if (found === undefined) throw new Error(`no shard ${shard}`)
    return found
  }

  /** Whether the write's condition holds. */
  const holds = (write: Write): boolean => {
    switch (write.do) {
      case 'take': {
        const { capacity, taken, claims } = counter(write.shard)
        return taken + write.seats <= capacity && !(write.claim !== undefined && claims.has(write.claim.token))
      }
      case 'count':
        return true
      case 'giveBack':
      case 'settle':
        return counter(write.shard).claims.has(write.token)
      case 'register':
        return !registrations.has(write.person)
      case 'owe':
        return !owed.has(write.person)
    }
  }

  const apply = (write: Write): void => {
    switch (write.do) {
      case 'take': {
        const { claim, seats } = write
        const taking = counter(write.shard)
        taking.taken += seats
        if (claim === undefined) return
        for (const token of claim.settled) taking.claims.delete(token)
        taking.claims.set(claim.token, claim.person)
        return
      }
      case 'count':
        counter(write.shard).taken++
        return
      case 'giveBack':
        counter(write.shard).taken--
        counter(write.shard).claims.delete(write.token)
        return
      case 'settle':
        counter(write.shard).claims.delete(write.token)
        return
      case 'register': {
        const { do: _, ...registration } = write
        registrations.set(write.person, registration)
        return
      }
      case 'owe':
        owed.add(write.person)
    }
  }

  const counterCopies = (): readonly Counter[] =>
    counters.map(({ capacity, taken, claims }) => ({ capacity, taken, claims: new Map(claims) }))
  return {
    holds,
    apply,
    counters: counterCopies,
    claims: (shard: number): ReadonlyMap<string, string> => counter(shard).claims,
    registration: (person: string) => registrations.get(person),
    snapshot: (): Snapshot => ({ counters: counterCopies(), registrations: [...registrations.values()], owed: owed.size }),
  }
}
