import * as z from 'zod'
import { countrySchema } from './country.ts'
import { languageSchema } from './language.ts'
import { checkReminders, type HandledMail, handledMailSchema, mailScheduleFields } from './mail-schedule.ts'
import { checkDeadline, checkRegistrationForm, hasFormToCheck, registrationFormFields } from './registration-form.ts'
import { passedAlready } from './scheduled-mail.ts'
import { line, lines } from './text.ts'
import { type Instant, instantOf, instantSchema, timeZoneSchema, wallTimeSchema } from './wall-time.ts'

export const eventKinds = ['webinar', 'workshop', 'training', 'conference'] as const
export const eventFormats = ['online', 'in-person', 'hybrid'] as const
/** `draft → published → cancelled`; a `proposed` event waits for the steering group. "Finished" is a matter of the clock. */
export const eventStatuses = ['draft', 'proposed', 'published', 'cancelled'] as const

export const eventKindSchema = z.enum(eventKinds)
export type EventKind = z.infer<typeof eventKindSchema>
export type EventStatus = (typeof eventStatuses)[number]

export const slugSchema = z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,98}[a-z0-9])?$/)

const webAddress = z.url({ protocol: /^https?$/ }).max(2000)

export const speakerSchema = z.strictObject({ name: line(200), organisation: line(200).optional() })
export type Speaker = z.infer<typeof speakerSchema>

const idSchema = z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,48}[a-z0-9])?$/)

const places = z.int().min(1).max(100_000)

export const sessionSchema = z.strictObject({
  id: idSchema.optional().describe('Stays the same when the session changes; made from the title without it'),
  title: line(200),
  start: wallTimeSchema,
  end: wallTimeSchema,
  room: line(100).optional(),
  summary: lines(1000).optional(),
  speakers: z.array(speakerSchema).max(30).default([]),
  choose: z.boolean().default(false).describe('Whether people say at registration if they come'),
  capacity: places.optional().describe('Places of the session; people then choose it at registration'),
})
export type Session = z.infer<typeof sessionSchema>

/**
 * Whom an event is for: everybody, the members of the network, the people on the event's own list, or those of whom an organiser approves.
 * `network` and `invited` open the form by a personal key only, and tell nobody who is on the list.
 */
export const audiences = ['public', 'network', 'invited', 'approval'] as const

/** What becomes of a free seat when people wait: an offer that expires, a place at once, or there is no list. */
export const waitingListModes = ['offer', 'confirm', 'none'] as const

/** Places kept for a group: for people of some countries, and for whoever comes by the group's own link. */
export const holdSchema = z.strictObject({
  id: idSchema.optional().describe('Stays the same when the hold changes; made from the label without it'),
  label: line(100),
  places,
  until: wallTimeSchema.describe('From then on free places of the group are for everybody'),
  countries: z.array(countrySchema).max(60).default([]).describe('Countries whose people get these places; others need the link'),
})

const fields = z.strictObject({
  kind: eventKindSchema,
  title: line(200),
  summary: lines(600).describe('One or two sentences, shown in lists and mails'),
  description: lines(10_000).optional().describe('Longer text, blank lines between paragraphs'),
  format: z.enum(eventFormats),
  timeZone: timeZoneSchema,
  start: wallTimeSchema,
  end: wallTimeSchema,
  language: languageSchema.default('en').describe('Language that the event is held in'),
  capacity: places.optional().describe('Places; without it there is no limit'),
  audience: z.enum(audiences).default('public').describe('Who may register'),
  approvalDays: z.int().min(1).max(90).default(7).describe('Days in which a request must be approved, where that is asked'),
  registrationOpens: wallTimeSchema.optional().describe('Without it people can register from publication on'),
  registrationCloses: wallTimeSchema.optional().describe('Without it people can register until the end'),
  waitingList: z.enum(waitingListModes).default('offer').describe('What becomes of a free seat when people wait'),
  offerHours: z.int().min(1).max(336).default(48).describe('Hours after which an offered place goes to the next person'),
  holds: z.array(holdSchema).max(20).default([]).describe('Places kept for groups'),
  joinUrl: webAddress.optional().describe('Where to join online; only registered people see it'),
  venue: lines(500).optional(),
  topics: z.array(line(80)).max(12).default([]).describe('Topical Groups of the network profile by id, or other topics in words'),
  partners: z.array(line(120)).max(20).default([]),
  speakers: z.array(speakerSchema).max(50).default([]),
  sessions: z.array(sessionSchema).max(100).default([]),
  ...registrationFormFields,
  ...mailScheduleFields,
})

/** What the check of the times needs. It says its part as soon as these are well, whatever is wrong with other fields. */
const times = z.object({
  timeZone: timeZoneSchema,
  start: wallTimeSchema,
  end: wallTimeSchema,
  sessions: z.array(z.object({ start: wallTimeSchema, end: wallTimeSchema })),
  registrationOpens: wallTimeSchema.optional(),
  registrationCloses: wallTimeSchema.optional(),
  holds: z.array(z.object({ until: wallTimeSchema })).default([]),
})

type Complain = (path: PropertyKey[], message: string) => void

const checkTimes = (event: z.infer<typeof times>, complain: Complain): void => {
  const at = (wallTime: string, path: PropertyKey[]): Instant | undefined => {
    const instant = instantOf(wallTime, event.timeZone)
    if (instant === undefined) complain(path, 'wall-time-skipped')
    return instant
  }
  const start = at(event.start, ['start'])
  const end = at(event.end, ['end'])
  if (start === undefined || end === undefined) return
  if (end <= start) {
    complain(['end'], 'end-before-start')
    return
  }
  event.sessions.forEach((session, index) => {
    const from = at(session.start, ['sessions', index, 'start'])
    const to = at(session.end, ['sessions', index, 'end'])
    if (from === undefined || to === undefined) return
    if (to <= from) complain(['sessions', index, 'end'], 'end-before-start')
    else if (from < start) complain(['sessions', index, 'start'], 'session-outside-event')
    else if (to > end) complain(['sessions', index, 'end'], 'session-outside-event')
  })
  for (const [index, { until }] of event.holds.entries()) at(until, ['holds', index, 'until'])
  const opens = event.registrationOpens && at(event.registrationOpens, ['registrationOpens'])
  const closes = event.registrationCloses && at(event.registrationCloses, ['registrationCloses'])
  if (opens && opens >= (closes ?? end)) complain(['registrationOpens'], 'opens-after-close')
  if (closes && closes > end) complain(['registrationCloses'], 'closes-after-end')
}

/** What the check of the places needs. */
const counted = z.object({ capacity: places.optional(), holds: z.array(z.object({ places })).default([]) })

const checkPlaces = ({ capacity, holds }: z.infer<typeof counted>, complain: Complain): void => {
  const kept = holds.reduce((sum, hold) => sum + hold.places, 0)
  if (kept > 0 && capacity === undefined) complain(['holds'], 'holds-without-capacity')
  else if (kept > (capacity ?? 0)) complain(['holds'], 'holds-exceed-capacity')
}

const reminded = z.object({ reminders: mailScheduleFields.reminders })

/** What an organiser says about an event: the body of `POST /api/v1/events` and the event form. Times are wall times in `timeZone`. */
export const eventInputSchema = fields
  .superRefine((event, ctx) => checkTimes(event, (path, message) => ctx.addIssue({ code: 'custom', path, message })), {
    when: ({ value }) => times.safeParse(value).success,
  })
  .superRefine((event, ctx) => checkPlaces(event, (path, message) => ctx.addIssue({ code: 'custom', path, message })), {
    when: ({ value }) => counted.safeParse(value).success,
  })
  .superRefine((event, ctx) => checkDeadline(event, (path, message) => ctx.addIssue({ code: 'custom', path, message })), {
    when: ({ value }) => times.safeParse(value).success,
  })
  .superRefine((event, ctx) => checkRegistrationForm(event, (path, message) => ctx.addIssue({ code: 'custom', path, message })), {
    when: ({ value }) => hasFormToCheck(value),
  })
  .superRefine(({ reminders }, ctx) => checkReminders(reminders, (path, message) => ctx.addIssue({ code: 'custom', path, message })), {
    when: ({ value }) => reminded.safeParse(value).success,
  })
export type EventInput = z.infer<typeof eventInputSchema>

/** A change to an event: any of its fields; `null` takes an optional one away (RFC 7396). */
export const eventPatchSchema = z
  .strictObject({
    kind: fields.shape.kind,
    title: fields.shape.title,
    summary: fields.shape.summary,
    description: fields.shape.description.nullable(),
    format: fields.shape.format,
    timeZone: fields.shape.timeZone,
    start: fields.shape.start,
    end: fields.shape.end,
    language: languageSchema,
    capacity: fields.shape.capacity.nullable(),
    audience: fields.shape.audience.unwrap(),
    approvalDays: fields.shape.approvalDays.unwrap(),
    registrationOpens: fields.shape.registrationOpens.nullable(),
    registrationCloses: fields.shape.registrationCloses.nullable(),
    waitingList: fields.shape.waitingList.unwrap(),
    offerHours: fields.shape.offerHours.unwrap(),
    holds: fields.shape.holds.unwrap(),
    joinUrl: fields.shape.joinUrl.nullable(),
    venue: fields.shape.venue.nullable(),
    topics: fields.shape.topics.unwrap(),
    partners: fields.shape.partners.unwrap(),
    speakers: fields.shape.speakers.unwrap(),
    sessions: fields.shape.sessions.unwrap(),
    attendeeTypes: fields.shape.attendeeTypes.unwrap(),
    questions: fields.shape.questions.unwrap(),
    changesUntil: fields.shape.changesUntil.nullable(),
    reminders: fields.shape.reminders.unwrap(),
    surveyAfter: fields.shape.surveyAfter.unwrap(),
    surveyReminder: fields.shape.surveyReminder.unwrap(),
  })
  .extend({ allowBelowGiven: z.literal(true).describe('Needed to set fewer places than are given; nobody loses one by it') })
  .partial()

const storedSession = sessionSchema.extend({ id: idSchema })
/** A session as it is stored, with its id. */
export type StoredSession = z.infer<typeof storedSession>
const storedHold = holdSchema.extend({ id: idSchema })
/** Places kept for a group, as they are stored. */
export type Hold = z.infer<typeof storedHold>

/** An event as it is stored. `startsAt` and `endsAt` are the instants of `start` and `end` in `timeZone`. */
export const eventSchema = fields
  .extend({
    sessions: z.array(storedSession).default([]),
    holds: z.array(storedHold).default([]),
    slug: slugSchema,
    status: z.enum(eventStatuses),
    /** Subject of the organiser's sign-in, who alone may change the event. */
    owner: z.string(),
    startsAt: instantSchema,
    endsAt: instantSchema,
    createdAt: instantSchema,
    /** Rises with every write, so that of two organisers who save at once the second is told. */
    version: z.int().min(0),
    publishedAt: instantSchema.optional(),
    /** Rises with each change that people's calendars must follow, from 0. */
    revision: z.int().min(0),
    /** When that revision was made; it becomes the DTSTAMP of the invitations that carry it. */
    revisedAt: instantSchema,
    /** What calendars showed before that revision, and before those shortly before it (see `rememberBefore`). */
    before: fields
      .pick({ title: true, format: true, timeZone: true, joinUrl: true, venue: true })
      .extend({ startsAt: instantSchema, endsAt: instantSchema })
      .strip()
      .optional(),
    /** The scheduled mails that were dealt with. */
    handledMails: z.array(handledMailSchema).default([]),
    /** Rises whenever the clock deals with one, so that a change made at the same moment is decided again; `version` is for people. */
    clockVersion: z.int().min(0).default(0),
  })
  .strip()
export type Event = z.infer<typeof eventSchema>

/** A web-address form of a title: `Building Market Demand` becomes `building-market-demand`. */
export const slugOf = (title: string): string => {
  const slug = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 80)
    .replace(/^-+|-+$/g, '')
  return slug === '' ? 'event' : slug
}

/** The same things, each with an id: its own, or one made from its name that no other has. */
const withIds = <Thing extends { id?: string | undefined }>(
  things: readonly Thing[],
  name: (thing: Thing) => string,
): (Thing & { id: string })[] => {
  const used = new Set(things.flatMap(({ id }) => id ?? []))
  return things.map((thing) => {
    const base = slugOf(name(thing)).slice(0, 40).replace(/-+$/, '')
    let id = thing.id ?? base
    for (let number = 2; thing.id === undefined && used.has(id); number++) id = `${base}-${number}`
    used.add(id)
    return { ...thing, id }
  })
}

const identified = (input: EventInput) => ({
  ...input,
  sessions: withIds(input.sessions, ({ title }) => title),
  holds: withIds(input.holds, ({ label }) => label),
})

/** The input's wall times as instants. The input has passed its schema, so none is skipped. */
const instants = (input: EventInput): { startsAt: Instant; endsAt: Instant } => {
  const startsAt = instantOf(input.start, input.timeZone)
  const endsAt = instantOf(input.end, input.timeZone)
  if (startsAt === undefined || endsAt === undefined) throw new RangeError('a checked event has no skipped wall time')
  return { startsAt, endsAt }
}

/** A new event, a draft that only its owner sees. */
export const draft = (input: EventInput, about: { slug: string; owner: string; now: Instant }): Event => ({
  ...identified(input),
  ...instants(input),
  slug: about.slug,
  owner: about.owner,
  status: 'draft',
  createdAt: about.now,
  version: 0,
  revision: 0,
  revisedAt: about.now,
  handledMails: [],
  clockVersion: 0,
})

const mostRemembered = 200

/** The event with more scheduled mails dealt with; the oldest are forgotten where events move again and again. */
export const withHandled = (event: Event, more: readonly HandledMail[]): Event =>
  more.length === 0 ? event : { ...event, handledMails: [...event.handledMails, ...more].slice(-mostRemembered) }

const withPassed = (before: Event | undefined, after: Event, now: Instant): Event => withHandled(after, passedAlready(before, after, now))

// What a calendar entry shows; a change of any of these owes everybody a new invitation.
const calendarFields = ['title', 'timeZone', 'start', 'end', 'format', 'joinUrl', 'venue'] as const

/** The event after a change; its revision rises when people's calendars must follow. */
export const revise = (event: Event, input: EventInput, now: Instant): Event => {
  const { slug, status, owner, createdAt, version, publishedAt, revision, revisedAt, handledMails, clockVersion } = event
  const times = instants(input)
  const follow = status === 'published' && calendarFields.some((field) => event[field] !== input[field])
  const revised: Event = {
    ...identified(input),
    ...times,
    slug,
    status,
    owner,
    createdAt,
    version,
    ...(publishedAt === undefined ? {} : { publishedAt }),
    handledMails,
    clockVersion,
    ...(follow ? { revision: revision + 1, revisedAt: now } : { revision, revisedAt }),
  }
  return withPassed(event, revised, now)
}

/** The transitions of an event: from which states each action may be taken, and where it leads. */
export const eventTransitions = {
  publish: { from: ['draft'], to: 'published' },
  cancel: { from: ['draft', 'proposed', 'published'], to: 'cancelled' },
} as const satisfies Record<string, { from: readonly EventStatus[]; to: EventStatus }>
export type EventAction = keyof typeof eventTransitions

/** Whether an action may be taken on an event in this state. */
export const mayTake = (action: EventAction, status: EventStatus): boolean => eventTransitions[action].from.some((from) => from === status)

/** The event once published: open for registration, with its scheduled mails to come. */
export const published = (event: Event, now: Instant): Event =>
  withPassed(undefined, { ...event, status: 'published', publishedAt: now, revisedAt: now }, now)

/** The event once cancelled; none of its scheduled mails comes any more. */
export const cancelled = (event: Event, now: Instant): Event => ({
  ...event,
  status: 'cancelled',
  revision: event.revision + 1,
  revisedAt: now,
})

/** Whether everybody may see the event. A cancelled event stays visible when it had been published. */
export const isPublic = (event: Event): boolean => event.publishedAt !== undefined

/** Whether people register by a personal key, which proves the address that must be on the list. */
export const needsPersonalKey = ({ audience }: Pick<Event, 'audience'>): boolean => audience === 'network' || audience === 'invited'

/** Whether the event stands in lists for everybody. One by invitation has a page for those who know its address, and nothing leads there. */
export const isListed = ({ audience }: Pick<Event, 'audience'>): boolean => audience !== 'invited'

/** What an organiser said about a stored event, so that a change can be laid over it and checked as a whole. */
export const inputOf = (event: Event): EventInput => {
  const {
    slug: _slug,
    status: _status,
    owner: _owner,
    startsAt: _startsAt,
    endsAt: _endsAt,
    createdAt: _createdAt,
    version: _version,
    publishedAt: _publishedAt,
    revision: _revision,
    revisedAt: _revisedAt,
    before: _before,
    handledMails: _handledMails,
    clockVersion: _clockVersion,
    ...input
  } = event
  return input
}

/** The input with a change laid over it (RFC 7396): `null` takes a field away. It must pass `eventInputSchema` before it is used. */
export const patched = (input: EventInput, patch: z.infer<typeof eventPatchSchema>): Record<string, unknown> =>
  Object.fromEntries(Object.entries({ ...input, ...patch }).filter(([, value]) => value !== null && value !== undefined))
