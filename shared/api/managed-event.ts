import * as z from 'zod'
import { instantSchema, wallTimeAt, wallTimeSchema } from '../domain/basics/wall-time.ts'
import { adviceSchema } from '../domain/event/advice.ts'
import { type Event, eventSchema, eventStatuses } from '../domain/event/event.ts'
import { storedFields } from '../domain/event/fields.ts'
import { missingFields, missingOf } from '../domain/event/missing.ts'
import { placesLeft } from '../domain/seats/seats.ts'
import { attachmentListOutput, attachmentsOf, pictureOutput } from './attachments.ts'
import { aboutEvent, linked, type WithSeats } from './events.ts'
import { cursorSchema, nextOutput } from './paging.ts'

export const ownEventListQuery = z.object({
  status: z.enum(eventStatuses).optional().describe('Events in this state only'),
  from: cursorSchema.optional(),
})

/** A change that can be tried first. */
export const previewQuery = z.object({
  preview: z.enum(['true', 'false']).optional().describe('Saves nothing and e-mails nobody: says what the change would do'),
})

export const missingOutput = z.object({
  code: z.literal('missing'),
  field: z.enum(missingFields),
  event: eventSchema.shape.slug.optional().describe('In a series: of which date'),
})
type Warning = z.infer<typeof missingOutput>
export const warningsOf = (event: Event): readonly Warning[] => missingOf(event).map((field) => ({ code: 'missing', field }))

const consequences = z.object({
  invitations: z.int().describe('How many invitations are updated, and people e-mailed'),
  offers: z.int().describe('How many offers of a place run on'),
  waiting: z.int().describe('How many others without a place keep their turn, and are not e-mailed'),
  mail: z
    .object({ subject: z.string(), text: z.string() })
    .optional()
    .describe('The e-mail, with a sample name; left out if nobody gets one'),
})

/** How many made a choice. */
export const choiceFiguresOutput = z.object({ confirmed: z.int(), waitlisted: z.int() })

/** An event as its organiser sees it: whatever can be set can be read. */
export const ownEventOutput = z.object({
  ...aboutEvent,
  ...storedFields,
  placesLeft: z.int().optional().describe('Free places; left out if there is no limit, and in the answer to a change'),
  sessionFigures: z
    .array(choiceFiguresOutput.extend({ id: z.string() }))
    .optional()
    .describe('How many people have chosen each session that attendees choose; only in the answer about a single event'),
  participationFigures: z
    .object({ 'in-person': choiceFiguresOutput, online: choiceFiguresOutput, 'not-said': choiceFiguresOutput })
    .optional()
    .describe('How many people take part in a hybrid event in each way; only in the answer about a single event'),
  warnings: z
    .array(missingOutput)
    .optional()
    .describe('What people need to take part and the event does not say yet; only in the answer to publishing'),
  advice: z
    .array(adviceSchema)
    .optional()
    .describe('What is worth a look before publishing; only in answers about one event that can be published, and to publishing'),
  publishAt: wallTimeSchema.optional().describe('When the draft is published, if that is planned, in the time zone of the event'),
  publishesAt: instantSchema.optional().describe('The same as an instant'),
  previewUrl: z
    .url()
    .optional()
    .describe('The link that shows the draft to colleagues, if there is one; only in the answer about a single event'),
  consequences: consequences.optional().describe('What the change would do; only in the answer to a preview'),
  attachments: attachmentListOutput,
  picture: pictureOutput.optional(),
  revision: eventSchema.shape.revision.describe('Rises with each change that goes out to attendees’ calendars'),
})

export const previewLinkOutput = z.object({ url: z.url().describe('Shows the draft to whoever has it; once published, the event page') })
export const namedEventOutput = eventSchema.pick({ slug: true })
export const ownEventListOutput = z.object({ events: z.array(ownEventOutput), next: nextOutput })

/** When a draft is published, if that is planned. */
export const plannedOutput = ({ publication, timeZone }: Event) =>
  publication === undefined ? {} : { publishAt: wallTimeAt(publication.at, timeZone), publishesAt: publication.at }

/** The organiser's view of a stored event, with free places if its seats were read too. */
export const toOwnEventOutput = (
  { event, seats }: WithSeats | { event: Event; seats?: never },
  siteUrl: string,
  more: Partial<
    Pick<z.input<typeof ownEventOutput>, 'sessionFigures' | 'participationFigures' | 'warnings' | 'advice' | 'previewUrl'>
  > = {},
): z.infer<typeof ownEventOutput> =>
  ownEventOutput.parse({
    ...linked(event, siteUrl),
    ...attachmentsOf(event, siteUrl),
    ...plannedOutput(event),
    ...more,
    ...(seats === undefined ? {} : { placesLeft: placesLeft(seats) }),
  })

/** The event as a change would make it, with what that change would do. */
export const previewOutput = (event: Event, siteUrl: string, would: z.infer<typeof consequences>): z.infer<typeof ownEventOutput> => ({
  ...toOwnEventOutput({ event }, siteUrl),
  consequences: would,
})
