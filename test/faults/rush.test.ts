import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { logger } from '../../shared/runtime/logger.ts'
import { createManaging } from '../../shared/use-cases/event/managing.ts'
import { createCancelling } from '../../shared/use-cases/registration/cancelling.ts'
import { createRegistering, type Registering } from '../../shared/use-cases/registration/registering.ts'
import { createPromoting } from '../../shared/use-cases/seats/promoting.ts'
import { createProving } from '../../shared/use-cases/seats/proving.ts'
import { makePerson, now, organiser, publishEvent, seatsTaken } from '../make/programme.ts'
import { type LocalStores, startStores } from '../store/local-store.ts'
import { allRegistrations } from '../store/scan.ts'
import { type Keeping, startKeeping } from '../store/stream.ts'
import { audit } from './audit.ts'

let stores: LocalStores
let keeping: Keeping
beforeAll(async () => {
  logger.setLogLevel('SILENT')
  stores = await startStores()
  keeping = startKeeping(stores)
})
afterAll(async () => {
  keeping.close()
  await stores.stop()
})

/** Does all these things, a limited number at a time, in the given order. */
const atOnce = async (count: number, work: readonly (() => Promise<unknown>)[]): Promise<void> => {
  const queue = work.values()
  const worker = async (): Promise<void> => {
    for (const each of queue) await each()
  }
  await Promise.all(Array.from({ length: count }, worker))
}

const ms = (count: number): string => new Date(Date.parse(now) + count).toISOString()

/** People `from` to `to`, a millisecond apart. */
const comers = (slug: string, from: number, to: number, answers: Registering[] = []): (() => Promise<void>)[] => {
  const register = createRegistering(stores)
  return Array.from({ length: to - from + 1 }, (_, index) => async () => {
    const number = from + index
    answers.push(await register(slug, makePerson(number), { now: ms(number), language: 'en', requestKey: `form-${number}` }))
  })
}

const proved = async (slug: string): Promise<readonly string[]> => {
  await keeping.settle(now)
  const proof = await createProving({ events: stores.events, registrations: stores.registrations, ledger: stores.ledger }, 50)(slug, now)
  return (proof?.findings ?? []).map(({ text }) => text)
}

test('the last seat, wanted by 500 people, 50 at a time, goes to one, and all others get a definite answer', async () => {
  const { slug } = await publishEvent(stores, { capacity: 1 })
  const answers: Registering[] = []
  await atOnce(50, comers(slug, 1, 500, answers))
  expect(answers.filter((answer) => answer === 'confirmed')).toHaveLength(1)
  expect(answers.filter((answer) => answer === 'waitlisted')).toHaveLength(499)
  expect(await audit(stores, slug, 1)).toEqual([])
})

test('40 people leave while 40 others come: the event stays full, and those who waited longest get in', async () => {
  const { slug } = await publishEvent(stores, { capacity: 60, waitingList: 'confirm' })
  await atOnce(32, comers(slug, 1, 120))
  const before = await allRegistrations(stores, slug)
  const leaving = before.filter(({ status }) => status === 'confirmed').slice(0, 40)
  const cancel = createCancelling(stores)
  const newcomers = comers(slug, 121, 160)
  await atOnce(
    64,
    leaving.flatMap((registration, index) => [() => cancel(registration, ms(1000)), newcomers[index] ?? (async () => undefined)]),
  )
  await createPromoting(stores)(slug, ms(2000))
  const after = await allRegistrations(stores, slug)
  expect(after.filter(({ status }) => status === 'confirmed')).toHaveLength(60)
  const waited = before
    .filter(({ status }) => status === 'waitlisted')
    .toSorted((a, b) => ((a.waitingSince ?? '') < (b.waitingSince ?? '') ? -1 : 1))
  const statusOf = new Map(after.map(({ id, status }) => [id, status]))
  expect(waited.map(({ id }) => statusOf.get(id))).toEqual(waited.map((_, index) => (index < 40 ? 'confirmed' : 'waitlisted')))
  expect(await audit(stores, slug, 60)).toEqual([])
  expect(await proved(slug)).toEqual([])
})

test('changing the number of places in a rush never overfills the event', async () => {
  const { slug } = await publishEvent(stores, { capacity: 100 })
  const scheduling = createManaging(stores)
  const resize = async (): Promise<string[]> => {
    const outcomes: string[] = []
    // The highest number comes last: people let in while there were more places keep theirs.
    for (const capacity of [40, 150, 20, 160]) {
      const changed = await scheduling.change(slug, { staff: organiser, now }, (input) => ({ ...input, capacity, allowBelowGiven: true }))
      outcomes.push(changed.outcome)
    }
    return outcomes
  }
  const [outcomes] = await Promise.all([resize(), atOnce(32, comers(slug, 1, 300))])
  expect(outcomes).toEqual(['done', 'done', 'done', 'done'])
  await createPromoting(stores)(slug, ms(1000))
  expect(await seatsTaken(stores, slug)).toBe(160)
  expect(await audit(stores, slug, 160)).toEqual([])
  // The ledger, rather than an occasional look, shows that no seat was given beyond the places at that instant.
  expect(await proved(slug)).toEqual([])
})

test('an event cancelled in a rush confirms nobody afterwards', async () => {
  const { slug } = await publishEvent(stores, { capacity: 100 })
  const answers: Registering[] = []
  const rush = atOnce(16, comers(slug, 1, 80, answers))
  await createManaging(stores).cancel(slug, { staff: organiser, now })
  await rush
  const given = await seatsTaken(stores, slug)
  expect(answers.filter((answer) => answer === 'confirmed')).toHaveLength(given)
  expect(answers.at(-1)).toBe('closed')
})
