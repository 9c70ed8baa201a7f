import type { Instant } from '../../domain/basics/wall-time.ts'
import type { Event } from '../../domain/event/event.ts'
import type { EventSpeaker } from '../../domain/speaker/speaker.ts'
import { inGroups } from '../../runtime/in-parallel.ts'
import type { Events } from '../../store/events.ts'
import type { DueTelling, Speakers } from '../../store/speaker/speakers.ts'
import { createOwingEntries, type MailParts } from './owing-entries.ts'

interface Parts extends MailParts {
  readonly events: Pick<Events, 'get'>
  readonly speakers: Pick<Speakers, 'toTell' | 'told' | 'listOf' | 'save'>
}

/** Tells speakers what changed for them since they were last told, all at once. */
export const createTellingChanges = ({ events, speakers, ...parts }: Parts) => {
  const owing = createOwingEntries(parts)

  /** Whether the speaker knows; also writes anew until when they are kept, which follows the event. */
  const tellOne = async (event: Event, speaker: EventSpeaker, now: Instant): Promise<boolean> => {
    const { speaker: told, mails } = now < event.endsAt ? await owing(event, speaker, now) : { speaker, mails: [] }
    return speakers.save(speaker, told, event, mails)
  }

  const tell = async (due: DueTelling, now: Instant): Promise<void> => {
    const event = await events.get(due.slug)
    const known = event === undefined ? [] : await inGroups(await speakers.listOf(event), (speaker) => tellOne(event, speaker, now))
    // Whoever answered at the same moment is told in the next minute.
    if (known.every((each) => each)) await speakers.told(due)
  }

  return async (now: Instant): Promise<void> => {
    for (const due of await speakers.toTell(now)) await tell(due, now)
  }
}
