import type { ColdStart } from './cold-start.ts'
import type { Latency } from './latency.ts'
import type { MeasuredMail } from './mail/measure.ts'
import type { Neutrality } from './neutrality/measure.ts'
import type { MeasuredRegistration } from './registration/measure.ts'
import type { ConferenceFile, Rendering } from './rendering.ts'
import type { MeasuredSeats } from './seats/measure.ts'

export const parts = ['functions', 'pages', 'registration', 'mail', 'seats', 'neutrality'] as const
export type Part = (typeof parts)[number]

/** The measurements; parts that were not requested are missing. */
export interface Measured {
  readonly coldStarts?: readonly ColdStart[]
  readonly latencies?: readonly Latency[]
  readonly renderings?: readonly Rendering[]
  readonly conference?: readonly ConferenceFile[]
  readonly registration?: MeasuredRegistration
  readonly mail?: MeasuredMail
  readonly seats?: MeasuredSeats
  readonly neutrality?: readonly Neutrality[]
}
