import type { Event } from './event.ts'

/** What people need to take part and an event does not say yet, by its field. It can be published without, and added later. */
export const missingFields = ['venue', 'joinUrl'] as const
export type MissingField = (typeof missingFields)[number]

export const missingOf = ({ format, venue, joinUrl }: Pick<Event, 'format' | 'venue' | 'joinUrl'>): readonly MissingField[] => [
  ...(format !== 'online' && venue === undefined ? ['venue' as const] : []),
  ...(format !== 'in-person' && joinUrl === undefined ? ['joinUrl' as const] : []),
]
