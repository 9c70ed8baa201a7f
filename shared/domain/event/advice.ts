import * as z from 'zod'
import { countrySchema } from '../basics/country.ts'
import { daySchema } from '../basics/wall-time.ts'

/** Something that an organiser may have overlooked. None of it keeps an event from being published. */
export const adviceSchema = z.discriminatedUnion('code', [
  z.object({ code: z.literal('begun') }).describe('The event has begun already'),
  z.object({ code: z.literal('registration-closed') }).describe('Registration has closed already'),
  z.object({ code: z.literal('no-limit') }).describe('People come to a venue, and their number is not limited'),
  z.object({ code: z.literal('no-programme') }).describe('A conference has no sessions'),
  z.object({ code: z.literal('clashes'), count: z.int() }).describe('Sessions that get in each other’s way'),
  z.object({ code: z.literal('late-reminders'), offsets: z.array(z.string()) }).describe('Reminders whose time has passed'),
  z
    .object({ code: z.literal('holiday'), day: daySchema, countries: z.array(countrySchema) })
    .describe('A public holiday of whole countries'),
])
export type Advice = z.infer<typeof adviceSchema>
