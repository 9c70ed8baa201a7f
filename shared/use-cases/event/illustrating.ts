import { mayAttach } from '../../domain/attachment/attachment.ts'
import type { Picture, RefusedPicture } from '../../domain/attachment/picture.ts'
import type { Event } from '../../domain/event/event.ts'
import { doubling, untilSettled } from '../../runtime/until-settled.ts'
import type { Events } from '../../store/events.ts'
import type { EventMarks } from '../../store/programme/event-marks.ts'
import type { AttachmentFiles } from '../../store/s3/attachment-files.ts'
import { findOwn, type Refused } from './finding-own-draft.ts'
import type { Who } from './managing.ts'

/** How giving an event a picture ended. `not-sent`: nothing was sent with that form. */
export type Illustrated =
  | { readonly outcome: 'illustrated'; readonly event: Event; readonly picture: Picture }
  | { readonly outcome: 'refused'; readonly why: RefusedPicture }
  | { readonly outcome: 'not-sent' }
  | Refused

/** How removing it ended. */
export type PictureRemoved = { readonly outcome: 'removed' } | { readonly outcome: 'no-picture' } | Refused

/** What was sent to the bucket, and what it shows. */
interface Sent {
  readonly key: string
  readonly alt: string
}

interface Parts {
  readonly events: Pick<Events, 'get'>
  readonly marks: Pick<EventMarks, 'illustrate'>
  readonly files: Pick<AttachmentFiles, 'idFor' | 'judgePicture' | 'keep' | 'removeSent' | 'remove'>
}

const settling = { rounds: 10, pauseMs: doubling(5, 200), otherwise: () => ({ outcome: 'changed-meanwhile' }) as const }

/** Gives events a picture, and takes it away. */
export const createIllustrating = ({ events, marks, files }: Parts) => {
  const illustrate = async (event: Event, { now }: Who, { key, id, alt }: Sent & Pick<Picture, 'id'>): Promise<Illustrated | 'again'> => {
    const sent = await files.judgePicture(key, now)
    if (sent === undefined) return { outcome: 'not-sent' }
    if (sent.state === 'refused') return { outcome: 'refused', why: sent.why }
    const { type, width, height, etag } = sent
    // First the file, so that the page never shows one that is not there.
    if (!(await files.keep(key, { id, etag }, now))) return 'again'
    const picture = { id, alt, type, width, height }
    if (!(await marks.illustrate(event, picture))) return 'again'
    await files.removeSent(key, now)
    if (event.picture !== undefined) await files.remove(event.picture, now)
    return { outcome: 'illustrated', event: { ...event, picture }, picture }
  }

  return {
    /** Shows what was sent, instead of any picture before, once it is found to be one. Doing it again changes nothing. */
    illustrate: (slug: string, who: Who, sent: Sent): Promise<Illustrated> =>
      untilSettled<Illustrated>(async () => {
        const event = await findOwn(events, slug, who, (found) => mayAttach(found, who.now))
        if ('outcome' in event) return event
        const id = files.idFor(slug, sent.key)
        if (id === undefined) return { outcome: 'not-sent' }
        const { picture } = event
        return picture?.id === id ? { outcome: 'illustrated', event, picture } : illustrate(event, who, { ...sent, id })
      }, settling),

    /** Removes the picture. */
    remove: (slug: string, who: Who): Promise<PictureRemoved> =>
      untilSettled<PictureRemoved>(async () => {
        const event = await findOwn(events, slug, who, () => true)
        if ('outcome' in event) return event
        if (event.picture === undefined) return { outcome: 'no-picture' }
        if (!(await marks.illustrate(event, undefined))) return 'again'
        await files.remove(event.picture, who.now)
        return { outcome: 'removed' }
      }, settling),
  }
}
