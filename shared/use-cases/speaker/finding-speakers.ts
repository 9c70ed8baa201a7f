import type { Event } from '../../domain/event/event.ts'
import type { EventSpeaker } from '../../domain/speaker/speaker.ts'
import type { Speakers } from '../../store/speaker/speakers.ts'
import type { LinkKeys } from '../../tokens/link-keys.ts'
import { speakerId } from '../../tokens/registration-tokens.ts'

/** Somebody as the speaker of an event, which may never have been public. */
export interface SpeakerData {
  readonly event: Event
  readonly speaker: EventSpeaker
}

/** Where an address (`emailKey`) speaks among these events. */
export const speakersOf = async (
  speakers: Pick<Speakers, 'getAll'>,
  events: readonly Event[],
  key: LinkKeys,
  email: string,
): Promise<readonly SpeakerData[]> => {
  const bySlug = new Map(events.flatMap((event) => (event.speakersAt === undefined ? [] : [[event.speakersAt, event] as const])))
  const found = await speakers.getAll([...bySlug.keys()].map((slug) => ({ slug, id: speakerId(key, slug, email) })))
  return found.flatMap((speaker) => {
    const event = bySlug.get(speaker.slug)
    return event === undefined ? [] : [{ event, speaker }]
  })
}
