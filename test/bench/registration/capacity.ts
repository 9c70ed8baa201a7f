import { createRegistering } from '../../../shared/use-cases/registration/registering.ts'
import { type CapacityUsed, capacityUsed } from '../../store/capacity-used.ts'
import type { LocalStores } from '../../store/local-store.ts'
import { newPerson } from '../people.ts'
import { publish } from './publish.ts'

export interface NamedCapacity extends CapacityUsed {
  readonly name: string
}

/** The cost of a single registration: with an unknown event, one known for less than a second, and one sold out. */
export const measureCapacity = async (stores: LocalStores): Promise<readonly NamedCapacity[]> => {
  const register = createRegistering(stores)
  const others = stores.another()
  const ask = (slug: string) => register(slug, newPerson(), { now: new Date().toISOString(), language: 'en', requestKey: undefined })
  const measure = async (name: string, slug: string): Promise<NamedCapacity> => ({
    name,
    ...(await capacityUsed(stores, others, () => ask(slug))),
  })
  const [warm, roomy, full] = [await publish(stores, 1), await publish(stores, 500), await publish(stores, 1)]
  // Each environment reads the key for links once.
  await ask(warm)
  await ask(full)
  await ask(full)
  return [await measure('registration', roomy), await measure('registration, event known', roomy), await measure('sold out', full)]
}
