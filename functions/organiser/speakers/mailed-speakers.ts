import type { Event } from '../../../shared/domain/event/event.ts'
import { entryChanges } from '../../../shared/domain/speaker/calendar-entries.ts'
import type { Services } from '../services.ts'

/** The names of the confirmed speakers whose calendars must be told of an event that becomes another. */
export const mailedSpeakers = async (
  { speakerParts }: Pick<Services, 'speakerParts'>,
  before: Event,
  after: Event,
): Promise<readonly string[]> => {
  if (before.speakersAt === undefined) return []
  const all = await (await speakerParts()).speakers.listOf(before)
  const told = all.filter((speaker) => entryChanges(after, speaker).changes.length > 0).map(({ name }) => name)
  return told.toSorted((one, other) => one.localeCompare(other))
}
