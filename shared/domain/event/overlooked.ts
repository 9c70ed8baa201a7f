import { scheduledMails } from '../automatic-mails/due-mails.ts'
import type { Instant } from '../basics/wall-time.ts'
import { holidayCountries } from '../calendar/holiday-countries.ts'
import { holidaysByDay } from '../calendar/public-holidays.ts'
import type { Advice } from './advice.ts'
import { clashesIn } from './clashes.ts'
import type { Event } from './event.ts'
import { registrationState } from './registration-window.ts'

const holidays = (event: Event): readonly Advice[] =>
  holidaysByDay(event, holidayCountries).map(({ day, holidays: found }) => ({
    code: 'holiday',
    day,
    countries: [...new Set(found.map(({ country }) => country))],
  }))

const lateReminders = (event: Event, now: Instant): readonly string[] =>
  scheduledMails(event).flatMap(({ kind, offset, dueAt }) => (kind === 'reminder' && dueAt <= now ? [offset] : []))

const inTime = (event: Event, now: Instant): readonly Advice[] => {
  if (event.startsAt <= now) return [{ code: 'begun' }]
  const offsets = lateReminders(event, now)
  return offsets.length === 0 ? [] : [{ code: 'late-reminders', offsets: [...offsets] }]
}

const aboutProgramme = (event: Event): readonly Advice[] => {
  const count = clashesIn(event).length
  if (count > 0) return [{ code: 'clashes', count }]
  return event.kind === 'conference' && event.sessions.length === 0 ? [{ code: 'no-programme' }] : []
}

const aboutPlaces = (event: Event, now: Instant): readonly Advice[] => {
  if (registrationState({ ...event, status: 'published' }, now) === 'closed') return [{ code: 'registration-closed' }]
  const limited = event.capacity !== undefined || (event.format === 'hybrid' && event.inPersonPlaces !== undefined)
  return event.format !== 'online' && !limited ? [{ code: 'no-limit' }] : []
}

/** What is worth a look before an event is published at `now`. */
export const adviceOn = (event: Event, now: Instant): readonly Advice[] => [
  ...inTime(event, now),
  ...aboutPlaces(event, now),
  ...aboutProgramme(event),
  ...holidays(event),
]
