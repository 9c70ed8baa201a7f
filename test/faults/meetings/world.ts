import { emailKey } from '../../../shared/domain/basics/email-address.ts'
import type { Registration } from '../../../shared/domain/registration/registration.ts'
import type { LinkKeys } from '../../../shared/tokens/link-keys.ts'
import { registrationId } from '../../../shared/tokens/registration-tokens.ts'
import { makePerson } from '../../make/programme.ts'
import type { Stores } from '../../store/local-store.ts'
import type { Streams } from './event-streams.ts'

/** An event in its starting situation, as a use case sees it: through the stores it uses. */
export interface World {
  readonly stores: Stores
  readonly slug: string
  /** The instant at which everything in a meeting happens. */
  readonly now: string
  readonly streams: Streams
  /** Whether the event is for people on a list. */
  readonly list: boolean
  /** Whether it is over, and feedback has been requested. */
  readonly survey: boolean
  /** The registrations of the starting situation, in order of arrival. */
  readonly people: readonly Registration[]
}

/** People of a situation are numbered from 1; those who come during a meeting, from `firstNewcomer`. */
export const firstNewcomer = 20
const lastNewcomer = 28
/** Comes when everything is over, to check whether the service tells the truth. */
export const latecomer = lastNewcomer

export const idOf = (key: LinkKeys, slug: string, number: number): string => registrationId(key, slug, emailKey(makePerson(number).email))

/** The ids of everyone who can be registered for an event. */
export const allIds = (key: LinkKeys, slug: string): readonly string[] =>
  Array.from({ length: lastNewcomer }, (_, index) => idOf(key, slug, index + 1))

/** Everyone registered, in their current state. */
export const everybody = async ({ stores, slug }: Pick<World, 'stores' | 'slug'>): Promise<readonly Registration[]> =>
  (await stores.registrations.getMany(allIds(await stores.keys.links(), slug))).toSorted((a, b) =>
    a.registeredAt < b.registeredAt ? -1 : 1,
  )
