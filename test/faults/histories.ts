import fc from 'fast-check'
import { createProving } from '../../shared/seating/proving.ts'
import { now, publishEvent } from '../make/programme.ts'
import { type Stores, startStores } from '../store/local-store.ts'
import { type Keeping, startKeeping } from '../store/stream.ts'
import { createActor, eventOf, kindOfEvent, type Step, step } from './actor.ts'
import { audit } from './audit.ts'
import { injectFaults, seeded } from './fault-injector.ts'

const rates = { lostCall: 0.02, lostAnswer: 0.02, conflict: 0.08, throttle: 0.01, crash: 0.02, lag: 0.1 }

/** A step as a caller lives it: a fault is shown, and half of the callers try once more. */
const live = async (take: (what: Step) => Promise<unknown>, what: Step, random: () => number): Promise<void> => {
  try {
    await take(what)
  } catch {
    if (random() < 0.5) await take(what).catch(() => undefined)
  }
}

/** One history of an event: waves of things that happen at the same moment, under faults; then calm, and what is wrong, in words. */
const runHistory = async (
  stores: Stores,
  keeping: Keeping,
  { kind, waves, seed }: { kind: Parameters<typeof eventOf>[0]; waves: readonly (readonly Step[])[]; seed: number },
): Promise<readonly string[]> => {
  const { slug } = await publishEvent(stores, eventOf(kind))
  const { take, settle, registered } = createActor(stores, slug, kind.session !== undefined)
  const random = seeded(seed)
  const calm = injectFaults(stores.database, rates, random)
  for (const wave of waves) await Promise.all(wave.map((what) => live(take, what, random)))
  calm()
  await keeping.settle(now)
  await settle()
  await keeping.settle(now)
  const largest = Math.max(kind.capacity, ...waves.flat().map((what) => (what.do === 'resize' ? what.capacity : 0)))
  const proof = await createProving({ events: stores.events, registrations: stores.registrations, ledger: stores.ledger }, 1)(slug, now)
  return [...(await audit(stores, slug, largest, await registered())), ...(proof?.findings ?? []).map(({ text }) => text)]
}

const waves = fc.array(fc.array(step, { minLength: 1, maxLength: 6 }), { minLength: 2, maxLength: 4 })

// Most of a history is waiting, so several go on side by side, each on an event and with faults of its own.
const lanes = 8
// What goes through everything there is, like the clock, takes longer with each history, so there are new tables from time to time.
const historiesATable = 24

const runSome = async (count: number): Promise<void> => {
  const stores = await startStores()
  const keeping = startKeeping(stores)
  const history = fc.asyncProperty(kindOfEvent, waves, fc.integer(), async (kind, what, seed) => {
    const own = stores.another()
    try {
      const wrong = await runHistory(own, keeping, { kind, waves: what, seed })
      if (wrong.length > 0) throw new Error(wrong.join('\n'))
    } finally {
      own.database.destroy()
    }
  })
  try {
    const numRuns = Math.ceil(count / lanes)
    await Promise.all(Array.from({ length: lanes }, () => fc.assert(history, { endOnFailure: true, numRuns })))
  } finally {
    keeping.close()
    await stores.stop()
  }
}

/**
 * Runs random histories until there were `numRuns`, or for `minutes`; gives how many there were.
 * Throws with seed and path of the first that leaves something wrong.
 */
export const runHistories = async ({ numRuns, minutes }: { numRuns?: number; minutes?: number }): Promise<number> => {
  const until = minutes === undefined ? Number.POSITIVE_INFINITY : performance.now() + minutes * 60_000
  let done = 0
  while (done < (numRuns ?? Number.POSITIVE_INFINITY) && performance.now() < until) {
    const some = Math.min(historiesATable, (numRuns ?? Number.POSITIVE_INFINITY) - done)
    await runSome(some)
    done += Math.ceil(some / lanes) * lanes
  }
  return done
}
