import type { EventSpeaker } from '../domain/speaker/speaker.ts'
import { type LinkKeys, openedBy } from './link-keys.ts'
import { seal, unseal } from './sealed.ts'

/** The speaker that a link speaks for. */
type SpeakerSubject = Pick<EventSpeaker, 'slug' | 'id' | 'nonce'>

/** The token of a speaker's own link; it opens nothing else. */
export const speakerToken = (keys: LinkKeys, { slug, id, nonce }: SpeakerSubject): string =>
  seal(keys.signing, ['speaker'], [slug, id, nonce].join('\n'))

/** The speaker that a link speaks for; undefined for a token that is not ours. */
export const speakerSubject = (keys: LinkKeys, token: string): SpeakerSubject | undefined => {
  const [slug, id, nonce] = openedBy(keys, (key) => unseal(key, ['speaker'], token))?.split('\n') ?? []
  return slug === undefined || id === undefined || nonce === undefined ? undefined : { slug, id, nonce }
}
