import type { Instant } from '../../domain/basics/wall-time.ts'
import type { Event } from '../../domain/event/event.ts'
import { settledMinutes } from '../../domain/speaker/speaker.ts'
import type { TransactItem } from '../dynamodb/transaction.ts'
import { itemKeys } from '../item-keys.ts'

export const dueForSpeakers = 'speakers'

const settledMs = settledMinutes * 60_000
// Before an event they are told at once.
const hurryMs = 24 * 3_600_000

/** The part of a transaction by which speakers are told what changed, and reminded later, once that has settled. A further change puts it off. */
export const tellSpeakers = (table: string, { slug, speakersAt = slug, startsAt }: Event, now: Instant): TransactItem => {
  const hurry = Date.parse(startsAt) - Date.parse(now) < hurryMs
  const dueAt = hurry ? now : new Date(Date.parse(now) + settledMs).toISOString()
  return { Put: { TableName: table, Item: { ...itemKeys.speakersToTell(speakersAt), slug, due: dueForSpeakers, dueAt } } }
}

const shownOf = ({ slug, status, title, timeZone, start, end, format, joinUrl, venue, sessions }: Event): string => {
  const parts = sessions.map((session) => [session.id, session.title, session.start, session.end, session.room])
  return JSON.stringify([slug, status === 'cancelled', title, timeZone, start, end, format, joinUrl, venue, parts])
}

/** The same for a change of an event, if it has speakers and the change is one that their calendars show. */
export const toldToSpeakers = (table: string, before: Event, after: Event, now: Instant): readonly TransactItem[] =>
  after.speakersAt === undefined || shownOf(before) === shownOf(after) ? [] : [tellSpeakers(table, after, now)]
