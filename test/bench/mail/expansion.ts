import { messageEvent, owedMail } from '../../../shared/domain/mail/owed-mail.ts'
import type { Stores } from '../../store/local-store.ts'
import { allRegistrations } from '../../store/scan.ts'
import { withFreshStores } from '../seats/local-run.ts'
import { modelTransactions } from './modelled-transactions.ts'
import { eventWithPeople, expand, move } from './moved-event.ts'

/** Owing everyone a mail: our way, and one transaction per person as the plain way. */
export interface Expansion {
  readonly people: number
  readonly tookMs: number
  /** The same with transactions as fast as DynamoDB's. */
  readonly modelledMs: number
  readonly perSecond: number
  readonly plainPerSecond: number
}

const plainAtOnce = 16

/** The plain way: a transaction per person, in parallel. */
const measurePlain = (people: number): Promise<number> =>
  withFreshStores(async (stores) => {
    const slug = await eventWithPeople(stores, people)
    const event = await stores.events.get(slug)
    if (event === undefined) throw new Error('no event')
    const about = messageEvent(event)
    const all = (await allRegistrations(stores, slug)).values()
    const now = new Date().toISOString()
    const before = performance.now()
    const owe = async (): Promise<void> => {
      for (const registration of all) {
        const owes = owedMail.update(about, registration, now)
        const set = { revision: 1, sequence: owes.calendar?.sequence ?? 0 }
        await stores.registrations.write(slug, 'changed', now, [{ registration, set, owes }])
      }
    }
    await Promise.all(Array.from({ length: plainAtOnce }, owe))
    return people / ((performance.now() - before) / 1000)
  })

/** Moves an event with this many people and waits until everyone is owed the mail. */
const measureMove = (people: number, before: (stores: Stores) => void = () => undefined): Promise<number> =>
  withFreshStores(async (stores) => {
    const slug = await eventWithPeople(stores, people)
    const of = await move(stores, slug)
    before(stores)
    return expand(stores, of)
  })

export const measureExpansion = async (people: number): Promise<Expansion> => {
  const tookMs = await measureMove(people)
  return {
    people,
    tookMs,
    modelledMs: await measureMove(people, ({ database }) => modelTransactions(database)),
    perSecond: (people / tookMs) * 1000,
    plainPerSecond: await measurePlain(Math.min(people, 1000)),
  }
}
