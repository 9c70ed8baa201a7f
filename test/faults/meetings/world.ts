import { emailKey } from '../../../shared/domain/basics/email-address.ts'
import type { Registration } from '../../../shared/domain/registration/registration.ts'
import { registrationId } from '../../../shared/tokens/link-tokens.ts'
import type { SecretKey } from '../../../shared/tokens/secret-key.ts'
import { makePerson } from '../../make/programme.ts'
import type { Stores } from '../../store/local-store.ts'
import type { Streams } from './event-streams.ts'

/** An event in its starting situation, as a use case finds it: through the stores of whoever acts. */
export interface World {
  readonly stores: Stores
  readonly slug: string
  /** The instant at which everything in a meeting happens. */
  readonly now: string
  readonly streams: Streams
  /** Whether the event is for people on a list. */
  readonly list: boolean
  /** Whether it is over, and feedback asked for. */
  readonly survey: boolean
  /** The registrations of the starting situation, by who came first. */
  readonly people: readonly Registration[]
}

/** People of a situation have numbers from 1; those that come in a meeting, from `firstNewcomer`. */
export const firstNewcomer = 20
const lastNewcomer = 28
/** Who comes when all is over, to see whether the service tells the truth. */
export const latecomer = lastNewcomer

export const idOf = (key: SecretKey, slug: string, number: number): string => registrationId(key, slug, emailKey(makePerson(number).email))

/** The ids of everybody who can be registered for an event. */
export const allIds = (key: SecretKey, slug: string): readonly string[] =>
  Array.from({ length: lastNewcomer }, (_, index) => idOf(key, slug, index + 1))

/** Everybody who is registered, as they are now. */
export const everybody = async ({ stores, slug }: Pick<World, 'stores' | 'slug'>): Promise<readonly Registration[]> =>
  (await stores.registrations.getMany(allIds(await stores.keys.links(), slug))).toSorted((a, b) =>
    a.registeredAt < b.registeredAt ? -1 : 1,
  )
