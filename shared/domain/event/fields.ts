import * as z from 'zod'
import { mailScheduleFields } from '../automatic-mails/settings.ts'
import { countrySchema } from '../basics/country.ts'
import { languageSchema } from '../basics/language.ts'
import { line, lines } from '../basics/text.ts'
import { timeZoneSchema, wallTimeSchema } from '../basics/wall-time.ts'
import { registrationFormFields } from '../registration-form/form.ts'
import { eventFormats } from './participation.ts'

export const eventKinds = ['webinar', 'workshop', 'training', 'conference'] as const
export const eventKindSchema = z.enum(eventKinds)
export type EventKind = z.infer<typeof eventKindSchema>

/**
 * Whom an event is for: everyone, the network's members, the people on its own list, or those an organiser approves.
 * `network` and `invited` open the form with a personal key only, and reveal nobody on the list.
 */
export const audiences = ['public', 'network', 'invited', 'approval'] as const

/** What happens to a free seat when people are waiting: an expiring offer, an immediate place, or no waiting list. */
export const waitingListModes = ['offer', 'confirm', 'none'] as const

// A user name and password in a URL would be sent out with every invitation.
const withoutCredentials = (text: string): boolean => {
  const url = URL.parse(text)
  return url === null || (url.username === '' && url.password === '')
}

export const webAddress = z
  .url({ protocol: /^https?$/ })
  .max(2000)
  .refine(withoutCredentials, 'url')

const idSchema = z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,48}[a-z0-9])?$/)

const placesSchema = z.int().min(1).max(100_000)

export const speakerSchema = z.strictObject({ name: line(200), organisation: line(200).optional() })
export type Speaker = z.infer<typeof speakerSchema>

export const sessionKinds = ['talk', 'panel', 'workshop', 'break', 'social'] as const

export const sessionSchema = z.strictObject({
  id: idSchema.optional().describe('Keeps the session the same when it changes; made from the title if left out'),
  title: line(200),
  kind: z.enum(sessionKinds).default('talk'),
  start: wallTimeSchema,
  end: wallTimeSchema,
  room: line(100).optional(),
  track: line(80).optional().describe('The thread of the programme that it belongs to'),
  summary: lines(1000).optional().describe('In Markdown, as the description of an event'),
  speakers: z.array(speakerSchema).max(30).default([]),
  chair: speakerSchema.optional().describe('Who chairs the session'),
  choose: z.boolean().default(false).describe('Whether attendees choose this session when they register'),
  capacity: placesSchema.optional().describe('Places in this session; with a limit, attendees choose it when they register'),
})
export type Session = z.infer<typeof sessionSchema>

/** A room of an event; sessions name theirs. */
export const roomSchema = z.strictObject({
  name: line(100),
  capacity: placesSchema.optional().describe('How many people it holds; not known if left out'),
})
export type Room = z.infer<typeof roomSchema>

/** Places kept for a group: people from some countries, and anyone who uses the group's own link. */
export const holdSchema = z.strictObject({
  id: idSchema.optional().describe('Keeps the group the same when it changes; made from the label if left out'),
  label: line(100),
  places: placesSchema,
  until: wallTimeSchema.describe('From then on, places the group has not taken are open to everyone'),
  countries: z.array(countrySchema).max(60).default([]).describe('Countries whose people get these places; others need the group’s link'),
})

export const storedSessionSchema = sessionSchema.extend({ id: idSchema })
/** A session as it is stored, with its id. */
export type StoredSession = z.infer<typeof storedSessionSchema>

/** Whether people choose a session at registration. */
export const isChosenByPeople = ({ choose, capacity }: Pick<StoredSession, 'choose' | 'capacity'>): boolean =>
  choose || capacity !== undefined

/** What mails and calendars show of a session that somebody chose. */
export const shownSessionSchema = storedSessionSchema.pick({ id: true, title: true, start: true, end: true, room: true })
export type ShownSession = z.infer<typeof shownSessionSchema>

export const storedHoldSchema = holdSchema.extend({ id: idSchema })
/** Places kept for a group, as they are stored. */
export type Hold = z.infer<typeof storedHoldSchema>

const everybody = <Schema extends z.ZodType>(schema: Schema) => ({ schema, readers: 'everybody' }) as const
const organisers = <Schema extends z.ZodType>(schema: Schema) => ({ schema, readers: 'organisers' }) as const

/**
 * Every event field that an organiser sets, with its rules and who may read it once the event is public. The input, a change,
 * the stored event, the API's answers and the form all derive from this table.
 */
export const eventFields = {
  kind: everybody(eventKindSchema),
  title: everybody(line(200)),
  summary: everybody(lines(600).describe('One or two sentences, shown in lists and e-mails')),
  description: everybody(lines(10_000).optional().describe('Longer text, in Markdown (CommonMark, without pictures and HTML)')),
  format: everybody(z.enum(eventFormats)),
  timeZone: everybody(timeZoneSchema),
  start: everybody(wallTimeSchema),
  end: everybody(wallTimeSchema),
  language: everybody(languageSchema.default('en').describe('Language the event is held in')),
  capacity: everybody(placesSchema.optional().describe('Number of places; no limit if left out')),
  inPersonPlaces: everybody(placesSchema.optional().describe('Places in person at a hybrid event; only the capacity counts if left out')),
  onlinePlaces: everybody(placesSchema.optional().describe('Places online at a hybrid event; only the capacity counts if left out')),
  audience: everybody(
    z
      .enum(audiences)
      .default('public')
      .describe('Who may register: everyone, members of the network, invited people, or whoever the organiser approves'),
  ),
  approvalDays: organisers(z.int().min(1).max(90).default(7).describe('Days in which to decide on a request to register')),
  registrationOpens: everybody(wallTimeSchema.optional().describe('When registration opens; on publication if left out')),
  registrationCloses: everybody(wallTimeSchema.optional().describe('When registration closes; at the end of the event if left out')),
  waitingList: everybody(
    z
      .enum(waitingListModes)
      .default('offer')
      .describe(
        'What happens to a free place: it is offered to the next person waiting, given to them at once, or there is no waiting list',
      ),
  ),
  offerHours: organisers(z.int().min(1).max(336).default(48).describe('Hours for which an offered place is held')),
  holds: organisers(z.array(holdSchema).max(20).default([]).describe('Places kept for groups')),
  joinUrl: organisers(webAddress.optional().describe('Where to join online; shown to people who have a place')),
  venue: everybody(lines(500).optional().describe('Where the event takes place')),
  topics: everybody(z.array(line(80)).max(12).default([]).describe('Topical Groups of the network by id, or other topics in words')),
  partners: everybody(z.array(line(120)).max(20).default([]).describe('Partner projects and organisations')),
  speakers: everybody(z.array(speakerSchema).max(50).default([])),
  rooms: everybody(z.array(roomSchema).max(60).default([]).describe('Rooms in which sessions can take place, in the order shown')),
  sessions: everybody(z.array(sessionSchema).max(250).default([])),
  attendeeTypes: everybody(registrationFormFields.attendeeTypes),
  questions: everybody(registrationFormFields.questions),
  changesUntil: everybody(registrationFormFields.changesUntil),
  reminders: organisers(mailScheduleFields.reminders),
  surveyAfter: organisers(mailScheduleFields.surveyAfter),
  surveyReminder: organisers(mailScheduleFields.surveyReminder),
} as const
type Fields = typeof eventFields
export type EventField = keyof Fields

type SchemasOf<Table> = { readonly [Name in keyof Table]: Table[Name] extends { readonly schema: infer Schema } ? Schema : never }

function schemasOf<Table extends Readonly<Record<string, { readonly schema: z.ZodType }>>>(table: Table): SchemasOf<Table>
function schemasOf(table: Readonly<Record<string, { readonly schema: z.ZodType }>>): Readonly<Record<string, z.ZodType>> {
  return Object.fromEntries(Object.entries(table).map(([name, { schema }]) => [name, schema]))
}

/** The rules for an organiser's input, field by field. */
export const inputFields = schemasOf(eventFields)

/** The same fields as stored. */
export const storedFields = {
  ...inputFields,
  sessions: z.array(storedSessionSchema).default([]),
  holds: z.array(storedHoldSchema).default([]),
}

const isField = (name: string): name is EventField => name in eventFields
export const eventFieldNames: readonly EventField[] = Object.keys(eventFields).filter(isField)

type PublicField = { [Name in EventField]: Fields[Name]['readers'] extends 'everybody' ? Name : never }[EventField]

const isPublicField = (name: string): boolean =>
  Object.entries(eventFields).some(([field, { readers }]) => field === name && readers === 'everybody')

/** The publicly visible values of a public event, by field. */
export function publicPart<ByField extends Readonly<Record<EventField, unknown>>>(byField: ByField): Pick<ByField, PublicField>
export function publicPart(byField: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(byField).filter(([name]) => isPublicField(name)))
}
