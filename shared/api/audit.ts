import * as z from 'zod'
import { auditEntrySchema } from '../domain/staff/audit.ts'
import { cursorSchema, limitSchema, nextOutput } from './paging.ts'

export const auditListQuery = z.object({ limit: limitSchema(500, 100), from: cursorSchema.optional() })

export const auditEntryOutput = auditEntrySchema.extend({
  outcome: auditEntrySchema.shape.outcome.describe(
    'A change is recorded as asked before it is made. If how it ended is recorded as well, that replaces it here: refused, not done, or done with a count or the name of a new event',
  ),
  subject: auditEntrySchema.shape.subject.describe(
    'The issuer’s id for the person or machine; data-subject for a person who used the link to their own data',
  ),
  by: auditEntrySchema.shape.by.describe('Their e-mail address, or their name; data-subject as above'),
  target: auditEntrySchema.shape.target.describe('Id of the registration or reply'),
  count: auditEntrySchema.shape.count.describe('How many people or entries it concerned'),
  request: auditEntrySchema.shape.request.describe('Number of the request'),
})

export const auditListOutput = z.object({ entries: z.array(auditEntryOutput).describe('Newest first'), next: nextOutput })
