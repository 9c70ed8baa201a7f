import * as z from 'zod'
import { attachmentSchema } from '../attachment/attachment.ts'
import { pictureSchema } from '../attachment/picture.ts'
import { passedAlready } from '../automatic-mails/due-mails.ts'
import { type HandledMail, handledMailSchema } from '../automatic-mails/settings.ts'
import { type Instant, instantOf, instantSchema } from '../basics/wall-time.ts'
import { hoursSchema, misleads, severalDays, shownDays } from './daily-hours.ts'
import { type EventField, inputFields, shownSessionSchema, storedFields } from './fields.ts'
import { missingFields } from './missing.ts'
import { changedSessions, sessionRevisionSchema, withSessionRevision } from './session-changes.ts'

/** `draft → published → cancelled`; a `proposed` event waits for the steering group. "Finished" depends only on the clock. */
export const eventStatuses = ['draft', 'proposed', 'published', 'cancelled'] as const
export type EventStatus = (typeof eventStatuses)[number]

export const slugSchema = z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,98}[a-z0-9])?$/)

const inputSchema = z.object(inputFields)
/** The event fields that an organiser sets. Times are wall times in `timeZone`. `eventInputSchema` checks them as a whole. */
export type EventInput = z.infer<typeof inputSchema>

/** What the service itself records about an event. */
const bookkeeping = z.object({
  slug: slugSchema,
  /** Set if that ends in random characters, as for an event that only invited people may find. */
  unguessable: z.literal(true).optional(),
  status: z.enum(eventStatuses),
  /** The owner's sign-in subject, and those of the people that the event is shared with: they may change it. */
  owner: z.string(),
  coOrganisers: z.array(z.string()).default([]),
  /** The series that it is a date of, and the fields in which it differs from the others: changes of the whole leave these alone. */
  series: slugSchema.optional(),
  changedAlone: z.array(z.string()).optional(),
  /** Where the speakers whom organisers invited are kept: the slug that the event had when the first was added. */
  speakersAt: slugSchema.optional(),
  /** The files that its page offers, in the order in which they were added. */
  attachments: z.array(attachmentSchema).optional(),
  /** The picture on top of its page. */
  picture: pictureSchema.optional(),
  /** Set while colleagues can see the draft by a link; the link has it too, so that a withdrawn one stays withdrawn. */
  previewNonce: z.string().optional(),
  /** When the clock publishes the draft, and what it may lack then, as its organiser was warned of that. */
  publication: z.object({ at: instantSchema, without: z.array(z.enum(missingFields)) }).optional(),
  startsAt: instantSchema,
  endsAt: instantSchema,
  createdAt: instantSchema,
  /** Rises with every write, so that the second of two organisers saving simultaneously is told. */
  version: z.int().min(0),
  publishedAt: instantSchema.optional(),
  /** Rises with each change that calendars must show, from 0. */
  revision: z.int().min(0),
  /** The latest revisions that concern only the people who chose certain sessions. */
  sessionRevisions: z.array(sessionRevisionSchema).optional(),
  /** The hours of each day that people were told, of an event over several days: what calendars show until the next revision for all. */
  toldDays: z.array(hoursSchema).optional(),
  /** When that revision was made; the DTSTAMP of its invitations. */
  revisedAt: instantSchema,
  /** The scheduled mails that have been dealt with. */
  handledMails: z.array(handledMailSchema).default([]),
  /**
   * Rises when the clock deals with one, or the event is shared, so that a concurrent change is decided again; `version` covers
   * changes of what a form shows.
   */
  clockVersion: z.int().min(0).default(0),
})

/** An event as it is stored. `startsAt` and `endsAt` are the instants of `start` and `end` in `timeZone`. */
export const eventSchema = z.object({
  ...storedFields,
  ...bookkeeping.shape,
  /** What calendars showed before that revision and the ones shortly before it (see `rememberBefore`). */
  before: z
    .object({ ...storedFields, ...bookkeeping.shape })
    .pick({ title: true, format: true, timeZone: true, joinUrl: true, venue: true, startsAt: true, endsAt: true })
    .extend({ sessions: z.array(shownSessionSchema).optional(), days: z.array(hoursSchema).optional() })
    .optional(),
})
export type Event = z.infer<typeof eventSchema>

/** Everything in the bucket that belongs to the event. */
export const filesOf = ({ attachments = [], picture }: Pick<Event, 'attachments' | 'picture'>): readonly { readonly id: string }[] =>
  picture === undefined ? attachments : [...attachments, picture]

/** A URL slug of a title: `Building Market Demand` becomes `building-market-demand`. */
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

/** The same things, each with an id: its existing one, or a unique one made from its name. */
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

/** The input's wall times as instants. The schema has already rejected skipped ones. */
const instants = (input: EventInput): { startsAt: Instant; endsAt: Instant } => {
  const startsAt = instantOf(input.start, input.timeZone)
  const endsAt = instantOf(input.end, input.timeZone)
  if (startsAt === undefined || endsAt === undefined) throw new RangeError('a checked event has no skipped wall time')
  return { startsAt, endsAt }
}

/** A new event, a draft that only its organisers see. */
export const draft = (
  input: EventInput,
  about: { slug: string; unguessable?: true; owner: string; now: Instant } & Pick<Event, 'series' | 'changedAlone'>,
): Event => ({
  ...identified(input),
  ...instants(input),
  slug: about.slug,
  ...(about.unguessable === undefined ? {} : { unguessable: about.unguessable }),
  ...(about.series === undefined ? {} : { series: about.series }),
  ...(about.changedAlone === undefined ? {} : { changedAlone: about.changedAlone }),
  owner: about.owner,
  coOrganisers: [],
  status: 'draft',
  createdAt: about.now,
  version: 0,
  revision: 0,
  revisedAt: about.now,
  handledMails: [],
  clockVersion: 0,
})

const mostRemembered = 200

/** The event with more scheduled mails marked as dealt with; the oldest are dropped if an event moves again and again. */
export const withHandled = (event: Event, more: readonly HandledMail[]): Event =>
  more.length === 0 ? event : { ...event, handledMails: [...event.handledMails, ...more].slice(-mostRemembered) }

const withPassed = (before: Event | undefined, after: Event, now: Instant): Event => withHandled(after, passedAlready(before, after, now))

// What a calendar entry shows; changing any of these means a new invitation for everyone.
const calendarFields = ['title', 'timeZone', 'start', 'end', 'format', 'joinUrl', 'venue'] as const

/** Whether a change of the programme makes the days wrong that people were told. */
const hasOtherDays = (event: Event, input: EventInput): boolean => misleads(shownDays(event), severalDays(identified(input)))

// A slip in these misleads nobody whose calendar still shows it.
const correctable: ReadonlySet<EventField> = new Set(['title', 'venue'])

/** Whether a change of what calendars show is no more than a correction, which calendars need not follow. */
export const mayBeQuiet = (event: Event, input: EventInput): boolean =>
  calendarFields.every((field) => correctable.has(field) || event[field] === input[field]) &&
  changedSessions(event, identified(input)).length === 0 &&
  !hasOtherDays(event, input)

/**
 * The event after a change; its revision rises if calendars must be updated, those of everyone or of the people of some sessions.
 * `quiet` leaves them as they are, where they need not follow.
 */
export const revise = (event: Event, input: EventInput, now: Instant, quiet = false): Event => {
  const live = event.status === 'published' && !(quiet && mayBeQuiet(event, input))
  const everyone = live && (calendarFields.some((field) => event[field] !== input[field]) || hasOtherDays(event, input))
  const changed = identified(input)
  const moved = live ? changedSessions(event, changed) : []
  const revision = everyone || moved.length > 0 ? event.revision + 1 : event.revision
  const revised: Event = {
    ...bookkeeping.parse(event),
    ...changed,
    ...instants(input),
    ...(revision > event.revision ? { revision, revisedAt: now } : {}),
    ...(everyone ? { toldDays: severalDays(changed) } : {}),
    ...(everyone || moved.length === 0 ? {} : { sessionRevisions: withSessionRevision(event.sessionRevisions, revision, moved) }),
  }
  return withPassed(event, revised, now)
}

/** An event's transitions: the states in which each action is allowed, and the resulting state. */
const eventTransitions = {
  publish: { from: ['draft'], to: 'published' },
  cancel: { from: ['draft', 'proposed', 'published'], to: 'cancelled' },
} as const satisfies Record<string, { from: readonly EventStatus[]; to: EventStatus }>
export type EventAction = keyof typeof eventTransitions

/** Whether an action is allowed in this state. */
export const mayTake = (action: EventAction, status: EventStatus): boolean => eventTransitions[action].from.some((from) => from === status)

/** Whether the event can be called off: before its end, or whenever nobody else has seen it. */
export const mayCancel = (event: Event, now: Instant): boolean =>
  mayTake('cancel', event.status) && (!isPublic(event) || event.endsAt > now)

/** Whether the event can be deleted: only a draft, as nobody has registered for it or been told of it. */
export const mayDelete = ({ status }: Pick<Event, 'status'>): boolean => status === 'draft'

/** Whether the event can be previewed: nobody sees it yet, and it is still to come. */
export const mayPreview = (event: Event): boolean => !isPublic(event) && event.status !== 'cancelled'

/** The event once published: open for registration, with its scheduled mails ahead. */
export const published = ({ publication: _, ...event }: Event, now: Instant): Event => {
  const toldDays = severalDays(event)
  const told = toldDays === undefined ? {} : { toldDays }
  return withPassed(undefined, { ...event, ...told, status: 'published', publishedAt: now, revisedAt: now }, now)
}

/** The event once cancelled; its remaining scheduled mails are dropped. */
export const cancelled = ({ publication: _, ...event }: Event, now: Instant): Event => ({
  ...event,
  status: 'cancelled',
  revision: event.revision + 1,
  revisedAt: now,
})

/** Whether everyone may see the event. A cancelled event stays visible if it had been published. */
export const isPublic = (event: Event): boolean => event.publishedAt !== undefined

/** Whether registering takes a personal key, which proves an address on the list. */
export const needsPersonalKey = ({ audience }: Pick<Event, 'audience'>): boolean => audience === 'network' || audience === 'invited'

/** Whether the event appears in public lists. One by invitation has a page for those who know its address, but nothing links to it. */
export const isListed = ({ audience }: Pick<Event, 'audience'>): boolean => audience !== 'invited'

/** The organiser's fields of a stored event, so that a change can be merged in and checked as a whole. */
export const inputOf = (event: Event): EventInput => inputSchema.parse(event)

/** Whether the event needs an address that nobody guesses. What is public keeps the one that people know. */
export const needsNewAddress = (event: Event): boolean => !isListed(event) && event.unguessable === undefined && !isPublic(event)
