import * as z from 'zod'
import { line } from '../basics/text.ts'
import { instantSchema, minutesBetween, wallTimeSchema } from '../basics/wall-time.ts'
import { type Event, type EventInput, slugOf, slugSchema } from './event.ts'
import { eventKindSchema, storedFields } from './fields.ts'
import { eventFormats } from './participation.ts'

/** So that everybody sees all of them at a glance. */
export const mostTemplates = 100

/** What a list of templates says of each. */
export const templateFactsSchema = z.object({
  /** Made from the name, so that no two have the same. */
  id: slugSchema,
  name: z.string(),
  kind: eventKindSchema,
  format: z.enum(eventFormats),
  /** From start to end. */
  minutes: z.int(),
  sessions: z.int(),
  questions: z.int(),
  /** The sign-in subject of who made it. */
  madeBy: z.string(),
  madeAt: instantSchema,
})
export type TemplateFacts = z.infer<typeof templateFactsSchema>

/** An event that new ones are made from: everything that was set for it, its times as they were. */
export const templateSchema = templateFactsSchema.extend({ event: z.object(storedFields) })
export type Template = z.infer<typeof templateSchema>

/** The body of `POST /api/v1/templates`: which event becomes a template, and what that is called. */
export const templateInputSchema = z.strictObject({
  event: slugSchema.describe('The event, which stays as it is'),
  name: line(100).describe('What colleagues look for, such as “Webinar with two speakers”'),
})

/** The body of `POST /api/v1/templates/{id}/events`, and the form. */
export const fromTemplateSchema = z.strictObject({
  title: line(200).optional().describe('Title of the new event; that of the template if left out'),
  start: wallTimeSchema.describe('When it starts; its other times follow'),
})
export type FromTemplate = z.infer<typeof fromTemplateSchema>

/** A template of an event. The link to join is left out: it belongs to one meeting, and the wrong one would be sent to everybody. */
export const templateOf = (
  event: Event,
  input: EventInput,
  { name, madeBy, madeAt }: Pick<Template, 'name' | 'madeBy' | 'madeAt'>,
): Template => {
  const { joinUrl: _, ...kept } = input
  return {
    id: slugOf(name),
    name,
    kind: event.kind,
    format: event.format,
    minutes: minutesBetween(event.start, event.end),
    sessions: event.sessions.length,
    questions: event.questions.length,
    madeBy,
    madeAt,
    event: z.object(storedFields).parse(kept),
  }
}
