import * as z from 'zod'
import { listEntrySchema } from '../../domain/address-list.ts'
import { attendanceSchema } from '../../domain/attendance.ts'
import { calendarAnswerSchema } from '../../domain/calendar-answer.ts'
import { type Event, eventSchema } from '../../domain/event.ts'
import { historyEntrySchema } from '../../domain/history.ts'
import { letterSchema } from '../../domain/letter.ts'
import { registrationSchema, registrationStatuses } from '../../domain/registration.ts'
import { placesLeft } from '../../domain/seats.ts'
import { evidenceSchema } from '../../domain/suppression.ts'
import { questionTypes } from '../../domain/survey.ts'
import { instantSchema } from '../../domain/wall-time.ts'
import type { EventWithSeats } from '../../store/events.ts'
import { fanOutSchema } from '../../store/fan-outs.ts'
import { paths } from '../paths.ts'

/** An event as everybody may see it. */
export const eventOutput = z.object({
  ...eventSchema.pick({
    slug: true,
    status: true,
    kind: true,
    title: true,
    summary: true,
    description: true,
    format: true,
    timeZone: true,
    start: true,
    end: true,
    startsAt: true,
    endsAt: true,
    language: true,
    capacity: true,
    audience: true,
    venue: true,
    topics: true,
    partners: true,
    speakers: true,
    sessions: true,
    attendeeTypes: true,
    questions: true,
    changesUntil: true,
  }).shape,
  placesLeft: z.int().optional().describe('Free places; absent without a limit'),
  url: z.url().describe('Page of the event'),
})

/** An event as its organiser sees it. */
export const ownEventOutput = eventOutput.extend({
  joinUrl: z.url().optional(),
  revision: z.int(),
  ...eventSchema.pick({ reminders: true, surveyAfter: true, surveyReminder: true }).shape,
})

export const eventListOutput = z.object({ events: z.array(eventOutput) })

export const registeringOutput = z.object({ status: z.enum(registrationStatuses).exclude(['cancelled']) })

export const groupRegisteringOutput = z.object({
  registrations: z
    .array(z.object({ name: z.string(), status: z.enum([...registeringOutput.shape.status.options, 'full', 'closed']) }))
    .describe('In the order of the request; full and closed where places or the time ran out in between'),
})

export const registrationOutput = registrationSchema
  .pick({
    id: true,
    name: true,
    email: true,
    organisation: true,
    country: true,
    role: true,
    status: true,
    registeredAt: true,
    accessibilityNeeds: true,
    attendeeType: true,
    answers: true,
  })
  .extend({
    unreachable: evidenceSchema.pick({ reason: true, at: true }).optional().describe('Why mails do not get to the person, and since when'),
    calendarAnswer: calendarAnswerSchema
      .pick({ answer: true, at: true, otherAddress: true, keptAt: true })
      .optional()
      .describe('What the person’s calendar answered to the invitation'),
    attendance: attendanceSchema.optional().describe('Whether the person was there, as the organiser noted it; of those who have a place'),
  })

export const registrationHistoryOutput = registrationOutput.omit({ unreachable: true }).extend({
  history: z.array(historyEntrySchema).describe('What happened, oldest first; nothing tells whether feedback was given'),
  earlier: z.int().describe('How much came before what is told; more than 200 entries are not told'),
})

export const registrationListOutput = z.object({
  registrations: z.array(registrationOutput),
  next: z.string().optional().describe('Path of the following page'),
})

export const massMailsOutput = z.object({
  mails: z.array(
    z.object({
      kind: fanOutSchema.shape.kind,
      subject: z.string().optional().describe('Of a message of the organiser'),
      startedAt: instantSchema,
      complete: z.boolean().describe('Whether everybody who is owed the mail is counted in owed'),
      owed: z.int().describe('The sum of sent, failed, superseded, unknown and toGo'),
      sent: z.int(),
      failed: z.int(),
      superseded: z.int().describe('No longer true, or not wanted, when their turn came'),
      unknown: z.int().describe('Nobody can tell whether they were sent'),
      toGo: z.int(),
      parked: z.int().describe('Those to go that wait until the mail service takes mails again'),
    }),
  ),
})

export const letterOutput = letterSchema.omit({ mail: true }).extend({
  kind: letterSchema.shape.kind.describe('Somebody wrote; a calendar proposes another time; nobody can read it'),
  address: letterSchema.shape.address.describe('As it stands in the mail'),
  text: letterSchema.shape.text.describe('The beginning, as plain text; by whoever wrote to the mailbox'),
  cut: letterSchema.shape.cut.describe('The mail goes on'),
  doubted: letterSchema.shape.doubted.describe('Whether it is from that address could not be verified'),
})

export const letterListOutput = z.object({
  open: z.int().describe('Letters to be dealt with; of a hundred or more 100'),
  letters: z.array(letterOutput),
  next: z.string().optional().describe('Path of the following page'),
})

export const addressListOutput = z.object({
  count: z.int().describe('Entries of the whole list'),
  entries: z.array(listEntrySchema),
  next: z.string().optional().describe('Path of the following page'),
})

export const addedEntriesOutput = z.object({
  added: z.int(),
  known: z.int().describe('Were on the list already'),
  refused: z
    .array(z.object({ index: z.int(), entry: z.string(), code: z.string(), message: z.string() }))
    .describe('What is no address and no domain; index counts from 0'),
})

export const invitationsOutput = z.object({ addresses: z.int().describe('Addresses of the list that had not been invited') })

export const removedEntriesOutput = z.object({ removed: z.int() })

export const surveyOutput = z.object({
  questions: z.array(
    z.object({
      id: z.string(),
      type: z.enum(questionTypes),
      label: z.string(),
      required: z.boolean(),
      options: z.array(z.object({ value: z.string(), label: z.string() })).optional(),
    }),
  ),
})

export const responseOutput = z.object({ status: z.literal('received') })

export const summaryOutput = z.object({
  registered: z.int(),
  confirmed: z.int(),
  waitlisted: z.int(),
  cancelled: z.int(),
  responses: z.int(),
  responseRate: z.number().min(0).max(1),
  recommendationScore: z.number().min(-100).max(100).optional(),
  questions: z.array(
    z.object({
      id: z.string(),
      type: z.enum(questionTypes),
      label: z.string(),
      answers: z.int(),
      mean: z.number().optional(),
      distribution: z.record(z.string(), z.int()).optional(),
      texts: z.array(z.string()).optional(),
      withheld: z.literal(true).optional().describe('Fewer than five people answered, so nothing else is told'),
    }),
  ),
})

export const problemOutput = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  errors: z.array(z.object({ field: z.string(), code: z.string(), message: z.string() })).optional(),
})

const outputOf = (event: Event, siteUrl: string) => ({ ...event, url: siteUrl + paths.event.to({ slug: event.slug }) })

/** The public view of a stored event; the schema drops what is not in it. */
export const toEventOutput = ({ event, seats }: EventWithSeats, siteUrl: string): z.infer<typeof eventOutput> =>
  eventOutput.parse({ ...outputOf(event, siteUrl), placesLeft: placesLeft(seats) })

/** The organiser's view of a stored event. */
export const toOwnEventOutput = (event: Event, siteUrl: string): z.infer<typeof ownEventOutput> =>
  ownEventOutput.parse(outputOf(event, siteUrl))
