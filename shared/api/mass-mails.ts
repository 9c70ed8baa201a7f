import * as z from 'zod'
import { instantSchema } from '../domain/basics/wall-time.ts'
import { fanOutSchema } from '../domain/mail/fan-out.ts'

/** The progress of one mail to many people. */
export const massMailOutput = z.object({
  kind: fanOutSchema.shape.kind,
  subject: z.string().optional().describe('Subject of a message from the organiser'),
  startedAt: instantSchema,
  complete: z.boolean().describe('Whether everyone the e-mail is for is counted yet'),
  owed: z.int().describe('The sum of sent, failed, superseded, unknown and toGo'),
  sent: z.int(),
  failed: z.int(),
  superseded: z.int().describe('Out of date, or no longer wanted, when their turn came'),
  unknown: z.int().describe('May have been sent; nobody can tell'),
  toGo: z.int().describe('Still to be sent'),
  parked: z.int().describe('Those of toGo that wait until the mail service accepts e-mails again'),
})

export const massMailsOutput = z.object({ mails: z.array(massMailOutput) })
