import type { DynamoDBRecord } from 'aws-lambda'
import { createFanningOut } from '../../../functions/fan-out/fanning-out.ts'
import { createKeeping } from '../../../functions/seats/keeping-ledger.ts'
import { createFolding } from '../../../functions/summaries/folding.ts'
import { createBringing } from '../../../shared/use-cases/mail/bringing-to-outbox.ts'
import { createPromoting } from '../../../shared/use-cases/seats/promoting.ts'
import type { Stores } from '../../store/local-store.ts'
import { clockOf } from './clock-of-one.ts'
import { everybody, type World } from './world.ts'

/** Finishes the fan-outs of a change, as far as they are not done. */
export const workOffFanOuts = async ({ stores, slug, now }: Pick<World, 'stores' | 'slug' | 'now'>): Promise<void> => {
  const fanOut = createFanningOut(stores)
  for (const owed of (await stores.fanOuts.listOf(slug)).toSorted((a, b) => a.revision - b.revision))
    await fanOut(owed, { now: () => now, timeLeftMs: () => 60_000 })
}

/** Folds all survey answers into the summary, including those folded before, which must not count again. */
export const foldAnswers = async ({ stores, slug, streams }: World): Promise<void> => {
  await createFolding(stores)('shard', await streams.feedback.about(slug))
}

const isSeats = ({ dynamodb }: DynamoDBRecord): boolean => dynamodb?.Keys?.['sk']?.S === 'SEATS'

/** Writes the stream's records into the ledger; nobody is served. */
export const tellLedger = async ({ ledger }: Stores, programme: readonly DynamoDBRecord[]): Promise<void> => {
  await createKeeping({ ledger, promote: async () => undefined })(programme.filter(isSeats), () => '')
}

/** Some minutes later, when the clock catches up on what streams missed. */
const later = (now: string): string => new Date(Date.parse(now) + 3 * 60_000).toISOString()
const mostRounds = 12

/**
 * What streams, and the clock, do for this event, until nothing more happens. `before` is how many records of the event the
 * programme's stream had delivered before; returns how many it has delivered now.
 */
export const settle = async (world: World, before: number, by: 'streams' | 'streams and clock'): Promise<number> => {
  const { stores, slug, now, streams, survey } = world
  const keep = createKeeping({ ledger: stores.ledger, promote: createPromoting(stores) })
  const bring = createBringing(stores)
  let known = before
  for (let round = 0; round < mostRounds; round++) {
    const told = await streams.programme.about(slug)
    const records = told.slice(known)
    known = told.length
    if (round > 0 && records.length === 0) return known
    const kept = await keep(records.filter(isSeats), () => now)
    if (kept.batchItemFailures.length > 0) throw new Error('the ledger or the waiting list could not be served')
    await workOffFanOuts(world)
    for (const { id, owes } of await everybody(world)) if (owes !== undefined) await bring(id, now)
    if (survey) await foldAnswers(world)
    if (round === 0 && by === 'streams and clock') await clockOf(world)(later(now))
  }
  throw new Error('the event does not come to rest')
}
