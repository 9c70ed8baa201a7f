import * as z from 'zod'
import type { Registration } from './registration.ts'
import { line, lines } from './text.ts'

/** To whom an organiser can write: people with a place, those who wait for one, and those who have not said how it was. */
export const messageGroups = ['confirmed', 'waitlisted', 'not-answered'] as const
export type MessageGroup = (typeof messageGroups)[number]

/** What an organiser writes: a subject, and plain text with blank lines between paragraphs. */
export const writtenMessageSchema = z.object({ group: z.enum(messageGroups), subject: line(150), text: lines(5000) })
export type WrittenMessage = z.infer<typeof writtenMessageSchema>

/** Whether somebody belongs to a group, as the registration is now. */
export const isInGroup = (group: MessageGroup, { status, answered }: Pick<Registration, 'status' | 'answered'>): boolean =>
  group === 'waitlisted' ? status === 'waitlisted' : status === 'confirmed' && (group === 'confirmed' || answered !== true)
