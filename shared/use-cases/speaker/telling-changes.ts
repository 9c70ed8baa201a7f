import type { Instant } from '../../domain/basics/wall-time.ts'
import type { Event } from '../../domain/event/event.ts'
import { dueReminders, nextReminderAt } from '../../domain/speaker/reminders.ts'
import type { EventSpeaker } from '../../domain/speaker/speaker.ts'
import { speakerReminded } from '../../domain/speaker/telling.ts'
import { inGroups } from '../../runtime/in-parallel.ts'
import type { Events } from '../../store/events.ts'
import type { DueTelling, Speakers } from '../../store/speaker/speakers.ts'
import { createOwingEntries, type MailParts, mailboxOf } from './owing-entries.ts'

interface Parts extends MailParts {
  readonly events: Pick<Events, 'get'>
  readonly speakers: Pick<Speakers, 'toTell' | 'told' | 'listOf' | 'save'>
}

// More than a speaker can be due, unless their event moves again and again after they were reminded.
const mostReminded = 20

/** Tells speakers what changed for them since they were last told, all at once, and reminds those whom it is time to remind. */
export const createTellingChanges = ({ events, speakers, ...parts }: Parts) => {
  const owing = createOwingEntries(parts)

  /** The speaker once they are reminded of what is due, and the mails that do so. */
  const reminding = async (event: Event, speaker: EventSpeaker, now: Instant) => {
    const reminders = dueReminders(event, speaker, now)
    if (reminders.length === 0) return { speaker, mails: [] }
    const mailbox = await mailboxOf(parts, speaker)
    const reminded = [...(speaker.reminded ?? []), ...reminders.map(({ key }) => key)].slice(-mostReminded)
    const mails = reminders.map((reminder) => parts.outbox.owing(speakerReminded(event, speaker, reminder, mailbox, now)))
    return { speaker: { ...speaker, reminded, remindedAt: now }, mails }
  }

  /** Whether the speaker knows; after a change also writes anew until when they are kept, which follows the event. */
  const tellOne = async (event: Event, speaker: EventSpeaker, { only }: DueTelling, now: Instant): Promise<boolean> => {
    const told = now < event.endsAt ? await owing(event, speaker, now) : { speaker, mails: [] }
    const reminded = await reminding(event, told.speaker, now)
    const mails = [...told.mails, ...reminded.mails]
    if (only === 'reminders' && mails.length === 0) return true
    return speakers.save(speaker, reminded.speaker, event, mails)
  }

  const tell = async (due: DueTelling, now: Instant): Promise<void> => {
    const event = await events.get(due.slug)
    if (event === undefined) return speakers.told(due)
    const all = await speakers.listOf(event)
    const known = await inGroups(all, (speaker) => tellOne(event, speaker, due, now))
    // Whoever answered at the same moment is told in the next minute.
    if (known.every((each) => each)) await speakers.told(due, nextReminderAt(event, all, now))
  }

  return async (now: Instant): Promise<void> => {
    for (const due of await speakers.toTell(now)) await tell(due, now)
  }
}
