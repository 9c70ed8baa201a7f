import * as z from 'zod'
import { line, lines } from '../basics/text.ts'
import type { Instant } from '../basics/wall-time.ts'
import type { Event } from '../event/event.ts'
import type { Registration } from '../registration/registration.ts'

/**
 * The groups an organiser can write to: people with a place, on the waiting list, marked present, marked absent,
 * or who have not given feedback.
 */
export const messageGroups = ['confirmed', 'waitlisted', 'attended', 'absent', 'not-answered'] as const
export type MessageGroup = (typeof messageGroups)[number]

/** What an organiser writes: a subject, and plain text with blank lines between paragraphs. */
export const writtenMessageSchema = z.object({ group: z.enum(messageGroups), subject: line(150), text: lines(5000) })
export type WrittenMessage = z.infer<typeof writtenMessageSchema>

/** The groups available at `now`: attendance exists only from the start, and feedback is requested only after the end. */
export const groupsAt = ({ startsAt, endsAt }: Pick<Event, 'startsAt' | 'endsAt'>, now: Instant): readonly MessageGroup[] => {
  const begins: Readonly<Partial<Record<MessageGroup, Instant>>> = { attended: startsAt, absent: startsAt, 'not-answered': endsAt }
  return messageGroups.filter((group) => now >= (begins[group] ?? ''))
}

/** Whether a registration currently belongs to a group. */
export const isInGroup = (
  group: MessageGroup,
  { status, answered, attendance }: Pick<Registration, 'status' | 'answered' | 'attendance'>,
): boolean => {
  switch (group) {
    case 'confirmed':
    case 'waitlisted':
      return status === group
    case 'attended':
    case 'absent':
      return status === 'confirmed' && attendance?.mark === group
    case 'not-answered':
      return status === 'confirmed' && answered !== true
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
