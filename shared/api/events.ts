import * as z from 'zod'
import { type Event, eventSchema } from '../domain/event/event.ts'
import { eventKindSchema, publicPart, storedFields } from '../domain/event/fields.ts'
import { type Participation, participationSchema } from '../domain/event/participation.ts'
import { type Availability, availabilities, availabilityOf } from '../domain/seats/availability.ts'
import { placesLeft, type SeatShard } from '../domain/seats/seats.ts'
import { allWaysFull, fullWays } from '../domain/seats/waiting-list.ts'
import { profileSchema, type SpeakerProfile } from '../domain/speaker/profile.ts'
import { withSpeakers } from '../domain/speaker/programme-with-speakers.ts'
import { paths } from '../site/paths.ts'
import { attachmentListOutput, attachmentsOf, pictureOutput } from './attachments.ts'
import { cursorSchema, nextOutput } from './paging.ts'

export const eventListQuery = z.object({
  kind: eventKindSchema.optional().describe('Events of this kind only'),
  topic: z.string().max(80).optional().describe('Events about this Topical Group, by id, or about another topic, in words'),
  when: z.enum(['upcoming', 'past', 'all']).default('all').describe('Events that are still to come, over, or both'),
  from: cursorSchema.optional(),
})

/** What is shown in addition to the fields that an organiser sets. */
export const aboutEvent = {
  slug: eventSchema.shape.slug.describe('Name of the event in addresses'),
  status: eventSchema.shape.status,
  startsAt: eventSchema.shape.startsAt.describe('When the event starts, in UTC'),
  endsAt: eventSchema.shape.endsAt.describe('When the event ends, in UTC'),
  url: z.url().describe('Public page of the event'),
}

/** A speaker who has confirmed, as everyone may know them. */
export const profileOutput = profileSchema.extend({
  sessions: profileSchema.shape.sessions.describe('Ids of their sessions; none for the event as a whole'),
})

/** The public form of an event. */
export const eventOutput = z.object({
  ...aboutEvent,
  availability: z.enum(availabilities).optional().describe('How many places are free, roughly; left out if there is no limit'),
  fullWays: z.array(participationSchema).optional().describe('The ways to take part in which no place is left, of a hybrid event'),
  ...publicPart(storedFields),
  attachments: attachmentListOutput,
  picture: pictureOutput.optional(),
  profiles: z.array(profileOutput).optional().describe('What confirmed speakers say of themselves; they are also in their sessions'),
})

export const eventListOutput = z.object({ events: z.array(eventOutput), next: nextOutput })

/** A stored event with the address of its page. */
export const linked = (event: Event, siteUrl: string) => ({ ...event, url: siteUrl + paths.event.to(event) })

export interface WithSeats {
  readonly event: Event
  readonly seats: readonly SeatShard[]
}

/** What is told of free places. */
const places = (found: WithSeats): { readonly availability?: Availability; readonly fullWays?: readonly Participation[] } => {
  if (allWaysFull(found)) return { availability: 'none' }
  const [left, full] = [placesLeft(found.seats), fullWays(found)]
  return { ...(left === undefined ? {} : { availability: availabilityOf(left) }), ...(full.length === 0 ? {} : { fullWays: full }) }
}

/** The public view of a stored event; the schema drops everything else. */
export const toEventOutput = (found: WithSeats, siteUrl: string, profiles: readonly SpeakerProfile[] = []): z.infer<typeof eventOutput> =>
  eventOutput.parse({
    ...linked(withSpeakers(found.event, profiles), siteUrl),
    ...attachmentsOf(found.event, siteUrl),
    ...places(found),
    ...(profiles.length === 0 ? {} : { profiles }),
  })
