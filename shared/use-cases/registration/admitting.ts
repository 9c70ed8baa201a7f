import { emailKey } from '../../domain/basics/email-address.ts'
import type { Event } from '../../domain/event/event.ts'
import { type AddressLists, listOf } from '../../store/address-lists.ts'
import type { Keys } from '../../store/keys.ts'
import { personalSubject } from '../../tokens/personal-key.ts'

/**
 * Whether somebody may register for an event as it stands, and by which address where that is settled.
 * `key-needed`: nobody without a personal key. `not-admitted`: the key is not ours, of another event or address, or its address is
 * not on the list any more; only the holder of a true key learns the last.
 */
export type Admission =
  | { readonly outcome: 'everybody' }
  | { readonly outcome: 'admitted'; readonly email: string }
  | { readonly outcome: 'key-needed' | 'not-admitted' }

/** What somebody shows: a personal key, and the address in the form where it is written there. */
interface Shown {
  readonly personalKey?: string | undefined
  readonly email?: string
}

/** Asks the key whose address it is, and the list whether that address may register now. */
export const createAdmitting =
  ({ lists, keys }: { lists: Pick<AddressLists, 'admits'>; keys: Keys }) =>
  async (event: Event, { personalKey, email }: Shown): Promise<Admission> => {
    const list = listOf(event)
    if (list === undefined) return { outcome: 'everybody' }
    if (personalKey === undefined) return { outcome: 'key-needed' }
    const of = personalSubject(await keys.links(), event.slug, personalKey)
    const another = of === undefined || (email !== undefined && emailKey(email) !== emailKey(of))
    return another || !(await lists.admits(list, of)) ? { outcome: 'not-admitted' } : { outcome: 'admitted', email: of }
  }
