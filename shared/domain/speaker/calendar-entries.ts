import { instantNear, minutesLater } from '../basics/wall-time.ts'
import type { Event } from '../event/event.ts'
import { type CalendarEntry, calendarEntrySchema, type SentEntry } from './sent-entry.ts'
import { type EventSpeaker, rehearsalMinutes, sessionsOf } from './speaker.ts'

const entryOf = (
  event: Event,
  about: Pick<CalendarEntry, 'key' | 'is' | 'title' | 'start' | 'end'>,
  room: string | undefined = undefined,
): CalendarEntry => {
  const { format, timeZone, joinUrl, venue } = event
  const place = [room, venue].filter((part) => part !== undefined).join('\n')
  return {
    ...about,
    format,
    timeZone,
    startsAt: instantNear(about.start, timeZone),
    endsAt: instantNear(about.end, timeZone),
    ...(joinUrl === undefined ? {} : { joinUrl }),
    ...(place === '' ? {} : { venue: place }),
  }
}

/** What a speaker's calendar should show: each of their sessions, or the event as a whole, and the rehearsal. Nothing unless they speak. */
export const wantedEntries = (event: Event, speaker: EventSpeaker): readonly CalendarEntry[] => {
  if (speaker.state !== 'confirmed' || event.status === 'cancelled') return []
  const { title, start, end } = event
  const whole = entryOf(event, { key: 'event', is: 'event', title, start, end })
  const sessions = sessionsOf(event, speaker).map((session) =>
    entryOf(
      event,
      { key: `session-${session.id}`, is: 'session', title: `${session.title} – ${title}`, start: session.start, end: session.end },
      session.room,
    ),
  )
  const rehearsal = speaker.rehearsal
  return [
    ...(speaker.sessions.length === 0 ? [whole] : sessions),
    ...(rehearsal === undefined
      ? []
      : [entryOf(event, { key: 'rehearsal', is: 'rehearsal', title, start: rehearsal, end: minutesLater(rehearsal, rehearsalMinutes) })]),
  ]
}

/** An entry that a calendar must be told of: as it is now, and as it was if it changed; or one to take out. */
export interface EntryChange {
  readonly entry: SentEntry
  readonly before?: CalendarEntry
}

const shownOf = (entry: CalendarEntry): string => JSON.stringify(calendarEntrySchema.parse(entry))

/** What a speaker's calendar must be told, and what it shows afterwards. SEQUENCE rises with each change (RFC 5546 §2.1.4). */
export const entryChanges = (event: Event, speaker: EventSpeaker): { changes: readonly EntryChange[]; entries: readonly SentEntry[] } => {
  const known = new Map((speaker.entries ?? []).map((entry) => [entry.key, entry]))
  const wanted = wantedEntries(event, speaker)
  const changes = [
    ...wanted.flatMap((entry): readonly EntryChange[] => {
      const sent = known.get(entry.key)
      if (sent === undefined) return [{ entry: { ...entry, sequence: 0 } }]
      const after = { ...entry, sequence: sent.sequence + 1 }
      if (sent.withdrawn === true) return [{ entry: after }]
      return shownOf(sent) === shownOf(entry) ? [] : [{ entry: after, before: sent }]
    }),
    ...[...known.values()]
      .filter(({ key, withdrawn }) => withdrawn === undefined && !wanted.some((entry) => entry.key === key))
      .map((sent) => ({ entry: { ...sent, sequence: sent.sequence + 1, withdrawn: true as const } })),
  ]
  for (const { entry } of changes) known.set(entry.key, entry)
  return { changes, entries: [...known.values()] }
}
