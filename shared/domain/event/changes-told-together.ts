import type { Instant } from '../basics/wall-time.ts'
import { shownDays } from './daily-hours.ts'
import type { Event } from './event.ts'
import { shownSessions } from './session-changes.ts'

// The mail about a change goes out within minutes, or later if mails are queued.
const quickSuccessionMs = 3_600_000

/**
 * The event after a change, with its state before the changes that one mail covers. Changes in quick succession count
 * as one: the second may supersede the mail about the first before it is sent, and must then cover both.
 */
export const rememberBefore = (event: Event, changed: Event, now: Instant): Event => {
  const { title, format, timeZone, startsAt, endsAt, joinUrl, venue, revision, revisedAt } = event
  const keep = changed.revision === revision || Date.parse(now) - Date.parse(revisedAt) < quickSuccessionMs
  if (keep && event.before !== undefined) return { ...changed, before: event.before }
  if (changed.revision === revision) return changed
  const sessions = event.sessions.length === 0 ? {} : { sessions: shownSessions(event) }
  const days = shownDays(event)
  const ofDays = days === undefined ? {} : { days }
  return { ...changed, before: { title, format, timeZone, startsAt, endsAt, joinUrl, venue, ...ofDays, ...sessions } }
}
