import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { createPacing, type Pacing } from '../../../../functions/mail/sending/pacing.ts'
import { type LocalStores, startStores } from '../../../store/local-store.ts'

const rate = 200
const mailer = { rate: async () => rate }

let stores: LocalStores
let pacing: Pacing
/** How far ahead each reservation was made, and how long it took, in milliseconds. */
const leads: number[] = []
const took: number[] = []
beforeAll(async () => {
  stores = await startStores()
  const { pace } = stores
  const reserve: typeof pace.reserve = async (count, of, from) => {
    leads.push(from() - Date.now())
    const asked = performance.now()
    const reservation = await pace.reserve(count, of, from)
    took.push(performance.now() - asked)
    return reservation
  }
  pacing = createPacing({ mailer, pace: { ...pace, reserve } })
})
afterAll(() => stores.stop())

const slotsOf = (reservation: Awaited<ReturnType<Pacing['reserve']>>): readonly number[] =>
  'slots' in reservation ? reservation.slots : []

/** As the process does where something else has the processor. */
const standStill = (ms: number): void => {
  const end = performance.now() + ms
  while (performance.now() < end);
}

test('mails that missed their slots together leave no gap before those that they get instead', async () => {
  const slots = slotsOf(await pacing.reserve(40))
  const waiting = slots.map((slot) => pacing.wait(slot))
  standStill(400)
  expect(new Set(await Promise.all(waiting))).toEqual(new Set(['go']))
  expect(leads.length).toBeGreaterThan(1)
  // As far ahead as it takes to reserve, on this machine at this moment; not by the time for which the process stood still.
  expect(Math.max(...leads)).toBeLessThan(2 * Math.max(...took) + 100)
})
