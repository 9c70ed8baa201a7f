import * as z from 'zod'
import { line, lines } from '../basics/text.ts'
import type { Instant } from '../basics/wall-time.ts'
import type { Event } from '../event/event.ts'
import type { Registration } from '../registration/registration.ts'

/**
 * To whom an organiser can write: people with a place, those who wait for one, those of whom it was noted that they were there or
 * were not, and those who have not said how it was.
 */
export const messageGroups = ['confirmed', 'waitlisted', 'attended', 'absent', 'not-answered'] as const
export type MessageGroup = (typeof messageGroups)[number]

/** What an organiser writes: a subject, and plain text with blank lines between paragraphs. */
export const writtenMessageSchema = z.object({ group: z.enum(messageGroups), subject: line(150), text: lines(5000) })
export type WrittenMessage = z.infer<typeof writtenMessageSchema>

/** The groups that there are at `now`: nobody was there before the start, and nobody is asked before the end. */
export const groupsAt = ({ startsAt, endsAt }: Pick<Event, 'startsAt' | 'endsAt'>, now: Instant): readonly MessageGroup[] => {
  const begins: Readonly<Partial<Record<MessageGroup, Instant>>> = { attended: startsAt, absent: startsAt, 'not-answered': endsAt }
  return messageGroups.filter((group) => now >= (begins[group] ?? ''))
}

/** Whether somebody belongs to a group, as the registration is now. */
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

/** Whether somebody is asked how it was: who had a place, has not said, and is not known to have been absent. */
export const isAskedForFeedback = ({ status, answered, attendance }: Pick<Registration, 'status' | 'answered' | 'attendance'>): boolean =>
  status === 'confirmed' && answered !== true && attendance?.mark !== 'absent'
