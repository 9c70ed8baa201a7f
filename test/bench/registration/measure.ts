import { withFreshStores } from '../seats/local-run.ts'
import { type Stage, setStage } from '../stage.ts'
import { measureCapacity, type NamedCapacity } from './capacity.ts'
import { type HotEvent, type HotEventSubject, measureHotEvent } from './hot-event.ts'
import { measurePromotion, type Promotion } from './promotion.ts'
import { measureRates, type Rate } from './rates.ts'

export interface MeasuredRegistration {
  readonly rates: readonly Rate[]
  /** One list per run; each starts with a different subject. */
  readonly hotEvents: readonly (readonly HotEvent[])[]
  readonly capacity: readonly NamedCapacity[]
  readonly promotion: Promotion
}

const requests = 500
const orders: readonly (readonly HotEventSubject[])[] = [
  ['handler', 'bare', 'bare with list', 'bare with indexes'],
  ['bare', 'bare with indexes', 'handler', 'bare with list'],
  ['bare with list', 'handler', 'bare with indexes', 'bare'],
  ['bare with indexes', 'bare with list', 'bare', 'handler'],
]

const withStage = async <Result>(bundles: string, run: (stage: Stage) => Promise<Result>): Promise<Result> => {
  const stage = await setStage(bundles, 1)
  try {
    return await run(stage)
  } finally {
    await stage.stop()
  }
}

/** Registering through the whole function on DynamoDB Local, next to bare calls; a fresh emulator for each part. */
export const measureRegistration = async (bundles: string): Promise<MeasuredRegistration> => {
  const hotEvents: (readonly HotEvent[])[] = []
  for (const [seed, order] of orders.entries())
    hotEvents.push(await withStage(bundles, (stage) => measureHotEvent(stage, bundles, order, seed)))
  return {
    hotEvents,
    rates: await withStage(bundles, (stage) => measureRates(stage, bundles, requests)),
    capacity: await withFreshStores(measureCapacity),
    promotion: await withFreshStores(measurePromotion),
  }
}
