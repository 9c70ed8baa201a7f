import type { Instant } from './wall-time.ts'

/** A point in time, as clocks in the zone show it. */
export interface Moment {
  readonly at: Instant
  readonly timeZone: string
}

/** A cell of a table for download. A text stays a text, even if it looks like a number. */
export type Cell = string | number | Moment
