import * as z from 'zod'

/** Where a page of a list begins, as given by the page before. */
export const cursorSchema = z
  .string()
  .max(1000)
  .regex(/^[\w-]+$/, 'invalid')
  .describe('Start of the page, as the next path of the page before has it')

/** The maximum number of entries per page. */
export const limitSchema = (most: number, usual: number) =>
  z.coerce.number().int().min(1).max(most).default(usual).describe('Entries per page')

export const nextOutput = z
  .string()
  .meta({ format: 'uri-reference', description: 'Path of the next page; left out on the last one' })
  .optional()
