import { randomInt } from 'node:crypto'
import fc from 'fast-check'
import { createProving } from '../../shared/use-cases/seats/proving.ts'
import { now, publishEvent } from '../make/programme.ts'
import { type Stores, startStores } from '../store/local-store.ts'
import { type Keeping, startKeeping } from '../store/stream.ts'
import { createActor, eventOf, kindOfEvent, type Step, step } from './actor.ts'
import { audit } from './audit.ts'
import { counterexamples } from './counterexamples.ts'
import { injectFaults, seeded } from './fault-injector.ts'

const rates = { lostCall: 0.02, lostAnswer: 0.02, conflict: 0.08, throttle: 0.01, crash: 0.02, lag: 0.1 }

/** A step from a caller's view: a fault is shown, and half of the callers try again. */
const live = async (take: (what: Step) => Promise<unknown>, what: Step, random: () => number): Promise<void> => {
  try {
    await take(what)
  } catch {
    if (random() < 0.5) await take(what).catch(() => undefined)
  }
}

/** One history of an event: waves of concurrent steps under faults; then calm. Returns what is wrong, in words. */
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

// A history is mostly waiting, so several run in parallel, each with its own event and faults.
const lanes = 8
// The clock and the like go through everything there is and slow down with each history, so tables are replaced from time to time.
const historiesALane = 3

/** Runs histories of these seeds in parallel, one per lane, each with some of its own histories and the earlier finds. */
const runSome = async (seeds: readonly number[]): Promise<void> => {
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
    await Promise.all(
      seeds.map((seed, lane) => {
        const examples = lane === 0 ? Object.values(counterexamples) : []
        return fc.assert(history, { seed, examples, endOnFailure: true, numRuns: historiesALane + examples.length })
      }),
    )
  } finally {
    keeping.close()
    await stores.stop()
  }
}

/** Runs three histories per seed. Throws with seed and path of the first that leaves something wrong. */
export const runHistories = async (seeds: readonly number[]): Promise<void> => {
  for (let start = 0; start < seeds.length; start += lanes) await runSome(seeds.slice(start, start + lanes))
}

/** Runs histories with untried seeds until there were `atLeast`, or for `minutes`; returns how many there were. */
export const runFreshHistories = async ({ atLeast = 0, minutes = 0 }: { atLeast?: number; minutes?: number }): Promise<number> => {
  const until = performance.now() + minutes * 60_000
  let done = 0
  while (done < atLeast || performance.now() < until) {
    const seeds = Array.from({ length: lanes }, () => randomInt(2 ** 31))
    console.log(`seeds ${seeds.join(', ')}`)
    await runHistories(seeds)
    done += seeds.length * historiesALane
  }
  return done
}
