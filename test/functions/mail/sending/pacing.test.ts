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

/** Blocks the process, as when something else has the processor. */
const standStill = (ms: number): void => {
  const end = performance.now() + ms
  while (performance.now() < end);
}

test('mails that miss their slots together get new ones without a gap', async () => {
  const slots = slotsOf(await pacing.reserve(40))
  const waiting = slots.map((slot) => pacing.wait(slot))
  standStill(400)
  expect(new Set(await Promise.all(waiting))).toEqual(new Set(['go']))
  expect(leads.length).toBeGreaterThan(1)
  // As far ahead as reserving takes, on this machine right now; not by the time for which the process was blocked.
  expect(Math.max(...leads)).toBeLessThan(2 * Math.max(...took) + 100)
})
