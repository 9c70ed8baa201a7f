import * as z from 'zod'
import type { Instant } from '../../domain/basics/wall-time.ts'
import { afterStream } from '../../domain/mail/lanes.ts'
import { type ErasedRegistration, erasedRegistrationSchema } from '../../domain/registration/erased-registration.ts'
import type { Cursor } from '../../domain/registration/list-cursor.ts'
import { type Registration, registrationSchema } from '../../domain/registration/registration.ts'
import { itemKeys, listedAt } from '../item-keys.ts'

export interface RegistrationPage {
  readonly registrations: readonly Registration[]
  /** What stays of people who were erased, among these. */
  readonly erased: readonly ErasedRegistration[]
  readonly next?: Cursor
}

// An index key takes 1,000 writes per second like any other, so the list of an event is split into parts.
export const listParts = 16

export const listPart = (slug: string, part: number): string => `${slug}#${part}`

/** Which part of its event's list a registration is in: pseudo-random, but always the same. */
const partOf = ({ id }: Pick<Registration, 'id'>): number =>
  [...id].reduce((sum, character) => sum + (character.codePointAt(0) ?? 0), 0) % listParts

const listedSchema = z.object({ listedAt: z.string() })

export const isErased = (item: Record<string, unknown>): boolean => item['erasedAt'] !== undefined

/** The registrations among items; an erased person has none. */
export const registrationsIn = (items: readonly Record<string, unknown>[]): readonly Registration[] =>
  z.array(registrationSchema).parse(items.filter((item) => !isErased(item)))

/** What stays of erased people among items. */
export const erasedIn = (items: readonly Record<string, unknown>[]): readonly ErasedRegistration[] =>
  z.array(erasedRegistrationSchema).parse(items.filter(isErased))

const roundSchema = z.object({ round: z.int() })

/** The round of an item, also of an erased person's; 0 for a missing one. */
export const roundOf = (item: Record<string, unknown> | undefined): number => (item === undefined ? 0 : roundSchema.parse(item).round)

/** The registration of an item, which also may be missing, or an erased person's. */
export const registrationIn = (item: Record<string, unknown> | undefined): Registration | undefined =>
  item === undefined ? undefined : registrationsIn([item])[0]

/** Merges the parts' first registrations in overall order, as far as it is known: up to where an unfinished part was read. */
export const merged = (
  slug: string,
  limit: number,
  parts: readonly { readonly Items?: Record<string, unknown>[] | undefined; readonly LastEvaluatedKey?: unknown }[],
): RegistrationPage => {
  const entries = parts.flatMap(({ Items = [] }) => Items.map((item) => ({ item, at: listedSchema.parse(item).listedAt })))
  const horizons = parts.flatMap(({ Items = [], LastEvaluatedKey }) =>
    LastEvaluatedKey === undefined ? [] : [listedSchema.parse(Items.at(-1)).listedAt],
  )
  const horizon = horizons.toSorted()[0]
  const known = entries.filter(({ at }) => horizon === undefined || at <= horizon).toSorted((a, b) => (a.at < b.at ? -1 : 1))
  const shown = known.slice(0, limit)
  const items = shown.map(({ item }) => item)
  const page = { registrations: registrationsIn(items), erased: erasedIn(items) }
  const last = shown.at(-1)
  return last === undefined || (horizon === undefined && known.length <= limit) ? page : { ...page, next: { slug, after: last.at } }
}

/** What the clock must do next about a registration, and when. */
const dueOf = ({ status, owes, registeredAt, offerExpiresAt, approveBy }: Registration): { due?: string; dueAt?: Instant | undefined } => {
  if (status === 'offered') return { due: 'offer', dueAt: offerExpiresAt }
  if (owes !== undefined) return { due: 'owed', dueAt: afterStream(registeredAt) }
  return status === 'pending' ? { due: 'approval', dueAt: approveBy } : {}
}

/** What stays of an erased person's registration, at its place in the list of its event. */
export const erasedItemOf = (left: ErasedRegistration): Record<string, unknown> => ({
  ...itemKeys.registration(left.id),
  ...left,
  listPart: listPart(left.slug, partOf(left)),
  listedAt: listedAt(left),
})

/** The item of a registration with its index attributes: its position on the waiting list, and what becomes due. */
export const itemOf = (registration: Registration): Record<string, unknown> => {
  const { id, slug, status, waitingSince } = registration
  return {
    ...itemKeys.registration(id),
    ...registration,
    listPart: listPart(slug, partOf(registration)),
    listedAt: listedAt(registration),
    ...(status === 'waitlisted' ? { waitingFor: slug, waitingSince } : {}),
    ...dueOf(registration),
  }
}
