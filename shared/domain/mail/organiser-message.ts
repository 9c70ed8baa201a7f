import * as z from 'zod'
import { line, lines } from '../basics/text.ts'
import type { Instant } from '../basics/wall-time.ts'
import type { Event } from '../event/event.ts'
import { asksParticipation } from '../event/participation.ts'
import { chosenSessions } from '../event/registration-window.ts'
import type { Registration } from '../registration/registration.ts'

/**
 * The groups an organiser can write to: people with a place, on the waiting list, marked present, marked absent,
 * or who have not given feedback; of a hybrid event, those with a place by how they take part, or who have not said so; once it is
 * cancelled, those who had registered then.
 */
const fixedGroups = [
  'confirmed',
  'in-person',
  'online',
  'not-said',
  'waitlisted',
  'attended',
  'absent',
  'not-answered',
  'when-cancelled',
] as const
type FixedGroup = (typeof fixedGroups)[number]

const ofHybrid: ReadonlySet<FixedGroup> = new Set(['in-person', 'online', 'not-said'])

/** One of these, or the people with a place who chose a session: `session-<id>`. */
const messageGroupSchema = z.union([z.enum(fixedGroups), z.templateLiteral(['session-', z.string().max(50)])])
export type MessageGroup = z.infer<typeof messageGroupSchema>

/** The session of a group, by its id. */
export const sessionOfGroup = (group: MessageGroup): string | undefined =>
  group.startsWith('session-') ? group.slice('session-'.length) : undefined

const isFixed = (group: MessageGroup): group is FixedGroup => fixedGroups.some((fixed) => fixed === group)

/** What an organiser writes: a subject, and plain text with blank lines between paragraphs. */
export const writtenMessageSchema = z.object({ group: messageGroupSchema, subject: line(150), text: lines(5000) })
export type WrittenMessage = z.infer<typeof writtenMessageSchema>

/**
 * The groups available at `now`: attendance exists only from the start, and feedback is requested only after the end. Each session
 * that people choose has its own. Everyone's registration ends when the event is cancelled.
 */
export const groupsAt = (
  event: Pick<Event, 'startsAt' | 'endsAt' | 'sessions' | 'status' | 'format'>,
  now: Instant,
): readonly MessageGroup[] => {
  const { startsAt, endsAt, status } = event
  if (status === 'cancelled') return ['when-cancelled']
  const begins: Readonly<Partial<Record<FixedGroup, Instant>>> = { attended: startsAt, absent: startsAt, 'not-answered': endsAt }
  return [
    ...fixedGroups.filter(
      (group) => group !== 'when-cancelled' && now >= (begins[group] ?? '') && (asksParticipation(event) || !ofHybrid.has(group)),
    ),
    ...chosenSessions(event).map(({ id }): MessageGroup => `session-${id}`),
  ]
}

/** Whether a registration currently belongs to a group. */
export const isInGroup = (
  group: MessageGroup,
  {
    status,
    answered,
    attendance,
    sessions,
    participation,
    endedBy,
  }: Pick<Registration, 'status' | 'answered' | 'attendance' | 'sessions' | 'participation' | 'endedBy'>,
): boolean => {
  if (!isFixed(group)) return status === 'confirmed' && sessions.includes(sessionOfGroup(group) ?? '')
  switch (group) {
    case 'confirmed':
    case 'waitlisted':
      return status === group
    case 'in-person':
    case 'online':
      return status === 'confirmed' && participation === group
    case 'not-said':
      return status === 'confirmed' && participation === undefined
    case 'attended':
    case 'absent':
      return status === 'confirmed' && attendance?.mark === group
    case 'not-answered':
      return status === 'confirmed' && answered !== true
    case 'when-cancelled':
      return status === 'cancelled' && endedBy === 'event'
  }
}

/** Whether somebody's calendar declined and they never said that they come all the same; a calendar elsewhere may be somebody else's. */
const hasDeclined = ({ calendarAnswer }: Pick<Registration, 'calendarAnswer'>): boolean =>
  calendarAnswer?.answer === 'declined' && calendarAnswer.keptAt === undefined && calendarAnswer.otherAddress !== true

type Attending = Pick<Registration, 'status' | 'answered' | 'attendance' | 'calendarAnswer'>

/** Whether somebody is asked for feedback: they had a place, have not given any, and seem to have been there. */
export const isAskedForFeedback = (registration: Attending): boolean => {
  const { status, answered, attendance } = registration
  if (status !== 'confirmed' || answered === true) return false
  return attendance === undefined ? !hasDeclined(registration) : attendance.mark === 'attended'
}
