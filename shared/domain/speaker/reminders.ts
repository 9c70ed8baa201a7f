import type { Instant } from '../basics/wall-time.ts'
import { type Event, isPublic } from '../event/event.ts'
import type { reminderSubjects } from '../mail/speaker-mail.ts'
import { wantedEntries } from './calendar-entries.ts'
import { type EventSpeaker, takesSpeakers } from './speaker.ts'

/** A reminder to a speaker: that they have not answered, or that their rehearsal or their part in the programme begins in a day. */
export interface SpeakerReminder {
  readonly about: (typeof reminderSubjects)[number]
  /** Names it for the speaker: once a speaker was reminded under a key, they are not again. */
  readonly key: string
  readonly dueAt: Instant
  /** When there is nothing left to remind of. */
  readonly until: Instant
}

const dayMs = 86_400_000
const unansweredDays = 7
const beforeEventDays = 3

/** A week after they were asked, or three days before the event if that is earlier, but never within a day of being asked. */
const answerDueAt = ({ startsAt }: Event, invitedAt: Instant): Instant => {
  const asked = Date.parse(invitedAt)
  const usual = Math.min(asked + unansweredDays * dayMs, Date.parse(startsAt) - beforeEventDays * dayMs)
  return new Date(Math.max(asked + dayMs, usual)).toISOString()
}

const remindersOf = (event: Event, speaker: EventSpeaker): readonly SpeakerReminder[] => {
  if (speaker.state === 'invited' && speaker.invitedAt !== undefined) {
    const dueAt = answerDueAt(event, speaker.invitedAt)
    return [{ about: 'answer', key: `answer-${speaker.asked}`, dueAt, until: event.startsAt }]
  }
  // Who speaks at a draft does not know its page yet; they are reminded once it is published.
  if (speaker.state !== 'confirmed' || !isPublic(event)) return []
  const starts = wantedEntries(event, speaker).toSorted((one, other) => one.startsAt.localeCompare(other.startsAt))
  const first = (about: 'rehearsal' | 'programme') =>
    starts.filter(({ is }) => (is === 'rehearsal') === (about === 'rehearsal')).slice(0, 1)
  return (['rehearsal', 'programme'] as const).flatMap((about) =>
    first(about).map(({ startsAt }) => ({
      about,
      key: `${about}-${startsAt}`,
      dueAt: new Date(Date.parse(startsAt) - dayMs).toISOString(),
      until: startsAt,
    })),
  )
}

/** Those still to come or due; who confirms within a day of something needs no reminder of it. */
const standing = (event: Event, speaker: EventSpeaker, now: Instant): readonly SpeakerReminder[] =>
  takesSpeakers(event, now)
    ? remindersOf(event, speaker).filter(
        ({ key, dueAt, until }) => speaker.reminded?.includes(key) !== true && now < until && dueAt >= (speaker.answeredAt ?? ''),
      )
    : []

/** What a speaker is to be reminded of at `now`. */
export const dueReminders = (event: Event, speaker: EventSpeaker, now: Instant): readonly SpeakerReminder[] =>
  standing(event, speaker, now).filter(({ dueAt }) => dueAt <= now)

/**
 * When the next reminder to any of an event's speakers may fall due after `now`: until then the event may be published, and those who
 * have not answered may confirm.
 */
export const nextReminderAt = (event: Event, speakers: readonly EventSpeaker[], now: Instant): Instant | undefined =>
  speakers
    .flatMap((speaker) => [speaker, ...(speaker.state === 'invited' ? [{ ...speaker, state: 'confirmed' as const }] : [])])
    .flatMap((speaker) => standing({ ...event, publishedAt: event.publishedAt ?? now }, speaker, now))
    .map(({ dueAt }) => dueAt)
    .filter((dueAt) => dueAt > now)
    .toSorted()[0]
