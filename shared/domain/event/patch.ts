import * as z from 'zod'
import type { EventInput } from './event.ts'
import { inputFields } from './fields.ts'
import { changeNoteSchema } from './move.ts'

type ChangeOf<Schema> =
  Schema extends z.ZodDefault<infer Inner> ? Inner : Schema extends z.ZodOptional<infer Inner> ? z.ZodNullable<Inner> : Schema

type ChangesOf<Shape> = { readonly [Name in keyof Shape]: ChangeOf<Shape[Name]> }

/** The rules for a field in a change: no defaults, and `null` removes an optional field. */
const changeOf = (schema: z.ZodType): z.core.$ZodType => {
  const inner = schema instanceof z.ZodDefault ? schema.unwrap() : schema instanceof z.ZodOptional ? z.nullable(schema.unwrap()) : schema
  return inner instanceof z.ZodType && schema.description !== undefined ? inner.describe(schema.description) : inner
}

/** The rules for changes to these fields. */
export function changesOf<Shape extends Readonly<Record<string, z.ZodType>>>(shape: Shape): ChangesOf<Shape>
export function changesOf(shape: Readonly<Record<string, z.ZodType>>): Readonly<Record<string, z.core.$ZodType>> {
  return Object.fromEntries(Object.entries(shape).map(([name, schema]) => [name, changeOf(schema)]))
}

/** A change to an event: any of its fields; `null` removes an optional one (RFC 7396). */
export const eventPatchSchema = z
  .strictObject(changesOf(inputFields))
  .extend({
    allowBelowGiven: z.literal(true).describe('Confirms a limit below the number of places already given; nobody loses a place'),
  })
  .partial()

/** A change of an event as it is asked for: with what the e-mail about it adds, or without that e-mail. */
export const askedChangeSchema = eventPatchSchema.extend({
  ...changeNoteSchema.shape,
  quiet: z
    .boolean()
    .optional()
    .describe('Saves a correction of the title or the venue without an e-mail; calendars keep what they show until something else changes'),
})

/** The input with a change merged in (RFC 7396): `null` removes a field. It must pass `eventInputSchema` before use. */
export const patched = (input: EventInput, patch: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries({ ...input, ...patch }).filter(([, value]) => value !== null && value !== undefined))
