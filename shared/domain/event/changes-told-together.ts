import type { Instant } from '../basics/wall-time.ts'
import type { Event } from './event.ts'

// The mail about a change goes out within minutes; when mails have to wait it may take longer.
const quickSuccessionMs = 3_600_000

/**
 * The event after a change, with how it was before the changes that people hear of in one mail. Changes in quick succession count
 * as one: the mail about the first may never be sent, because the second supersedes it, and then the second must tell both.
 */
export const rememberBefore = (event: Event, changed: Event, now: Instant): Event => {
  const { title, format, timeZone, startsAt, endsAt, joinUrl, venue, revision, revisedAt } = event
  const keep = changed.revision === revision || Date.parse(now) - Date.parse(revisedAt) < quickSuccessionMs
  if (keep && event.before !== undefined) return { ...changed, before: event.before }
  return changed.revision === revision ? changed : { ...changed, before: { title, format, timeZone, startsAt, endsAt, joinUrl, venue } }
}
