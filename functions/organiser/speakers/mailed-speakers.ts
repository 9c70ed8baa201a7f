import type { Event } from '../../../shared/domain/event/event.ts'
import { entryChanges } from '../../../shared/domain/speaker/calendar-entries.ts'
import type { EventSpeaker } from '../../../shared/domain/speaker/speaker.ts'
import type { Services } from '../services.ts'

/** The names of the confirmed speakers whose calendars must be told of an event that becomes another. */
export const mailedSpeakers = async (
  { speakerParts }: Pick<Services, 'speakerParts'>,
  before: Event,
  after: Event,
): Promise<readonly string[]> => {
  if (before.speakersAt === undefined) return []
  const all = await (await speakerParts()).speakers.listOf(before)
  // What an earlier change still owes them is no consequence of this one.
  const owed = (event: Event, speaker: EventSpeaker): string => JSON.stringify(entryChanges(event, speaker).changes)
  const told = all.filter((speaker) => entryChanges(after, speaker).changes.length > 0 && owed(after, speaker) !== owed(before, speaker))
  return told.map(({ name }) => name).toSorted((one, other) => one.localeCompare(other))
}
