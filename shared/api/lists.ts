import * as z from 'zod'
import { listEntrySchema, mostLines } from '../domain/people/address-list.ts'
import { cursorSchema, limitSchema, nextOutput } from './paging.ts'

export const listQuery = z.object({
  limit: limitSchema(200, 50),
  search: z.string().max(254).default('').describe('A whole address, or the beginning of a domain'),
  from: cursorSchema.optional(),
})

export const entriesBody = z.strictObject({
  entries: z
    .array(z.string().max(400))
    .min(1)
    .max(mostLines)
    .describe('E-mail addresses, or domains. A domain stands for every address in it, but not for its subdomains'),
})

export const entryOutput = listEntrySchema.extend({
  entry: listEntrySchema.shape.entry.describe('An e-mail address or a domain'),
  invitedAt: listEntrySchema.shape.invitedAt.describe('When the invitation was sent; only on the list of an event'),
})

export const addressListOutput = z.object({
  count: z.int().describe('Entries on the whole list'),
  entries: z.array(entryOutput),
  next: nextOutput,
})

/** An entry that is neither an address nor a domain. */
export const refusedEntryOutput = z.object({
  index: z.int().describe('Position in the request, from 0'),
  entry: z.string(),
  code: z.string(),
  message: z.string(),
})

export const addedEntriesOutput = z.object({
  added: z.int(),
  known: z.int().describe('Already on the list'),
  refused: z.array(refusedEntryOutput).describe('What is neither an address nor a domain'),
})

export const removedEntriesOutput = z.object({ removed: z.int(), refused: addedEntriesOutput.shape.refused })

export const invitationsOutput = z.object({ addresses: z.int().describe('Addresses on the list that had not been invited yet') })
