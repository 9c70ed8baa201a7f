import { emailKey } from '../../domain/basics/email-address.ts'
import type { FieldProblem } from '../../domain/basics/field-problem.ts'
import type { Event } from '../../domain/event/event.ts'
import { type AddressLists, listOf } from '../../store/address-lists.ts'
import type { Keys } from '../../store/secret-keys.ts'
import { personalSubject } from '../../tokens/personal-key.ts'

/**
 * Whether somebody may currently register for an event, and with which address if that is fixed.
 * `key-needed`: a personal key is required. `not-admitted`: the key is not ours, for another event or address, or its address is
 * no longer on the list; only the holder of a genuine key learns the last.
 */
export type Admission =
  | { readonly outcome: 'everybody' }
  | { readonly outcome: 'admitted'; readonly email: string }
  | { readonly outcome: 'key-needed' | 'not-admitted' }

/** What somebody presents: a personal key, and the address in the form if it was entered there. */
interface Shown {
  readonly personalKey?: string | undefined
  readonly email?: string | undefined
}

/** What is wrong with the personal key of somebody who may not register. */
export const keyProblems = ({ outcome }: Admission): readonly FieldProblem[] =>
  outcome === 'key-needed' || outcome === 'not-admitted'
    ? [{ field: 'personalKey', code: outcome === 'key-needed' ? 'personal-key-needed' : 'personal-key' }]
    : []

/** Asks the key for its address, and the list whether that address may register now. */
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
