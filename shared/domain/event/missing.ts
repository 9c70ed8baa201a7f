import type * as z from 'zod'
import type { storedFields } from './fields.ts'

/** What people need to take part and an event does not say yet, by its field. It can be published without, and added later. */
export const missingFields = ['venue', 'joinUrl'] as const
export type MissingField = (typeof missingFields)[number]

type Told = Pick<z.infer<z.ZodObject<typeof storedFields>>, 'format' | 'venue' | 'joinUrl'>

export const missingOf = ({ format, venue, joinUrl }: Told): readonly MissingField[] => [
  ...(format !== 'online' && venue === undefined ? ['venue' as const] : []),
  ...(format !== 'in-person' && joinUrl === undefined ? ['joinUrl' as const] : []),
]
