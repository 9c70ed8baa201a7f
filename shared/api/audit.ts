import * as z from 'zod'
import { auditEntrySchema } from '../domain/staff/audit.ts'
import { cursorSchema, limitSchema, nextOutput } from './paging.ts'

export const auditListQuery = z.object({ limit: limitSchema(500, 100), from: cursorSchema.optional() })

export const auditEntryOutput = auditEntrySchema.extend({
  outcome: auditEntrySchema.shape.outcome.describe(
    'A change is recorded as asked before it is made; another entry follows if it was refused or not done, or with a count',
  ),
  subject: auditEntrySchema.shape.subject.describe('The issuer’s id for the person or machine'),
  by: auditEntrySchema.shape.by.describe('Their e-mail address, or their name'),
  target: auditEntrySchema.shape.target.describe('Id of the registration or reply'),
  count: auditEntrySchema.shape.count.describe('How many people or entries it concerned'),
  request: auditEntrySchema.shape.request.describe('Number of the request'),
})

export const auditListOutput = z.object({ entries: z.array(auditEntryOutput).describe('Newest first'), next: nextOutput })
