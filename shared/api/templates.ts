import * as z from 'zod'
import { templateFactsSchema } from '../domain/event/template.ts'

/** A template as organisers see it; what it contains becomes an event's. */
export const templateOutput = templateFactsSchema
  .omit({ madeBy: true })
  .extend({ minutes: templateFactsSchema.shape.minutes.describe('How long the event takes, from start to end') })
export const templateListOutput = z.object({ templates: z.array(templateOutput) })
export const removedTemplateOutput = templateFactsSchema.pick({ id: true })
