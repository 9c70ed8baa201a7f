import { type Attachment, mayAttach, mostAttachments } from '../../domain/attachment/attachment.ts'
import type { RefusedFile } from '../../domain/basics/file-kind.ts'
import type { Event } from '../../domain/event/event.ts'
import { doubling, untilSettled } from '../../runtime/until-settled.ts'
import type { Events } from '../../store/events.ts'
import type { EventMarks } from '../../store/programme/event-marks.ts'
import type { AttachmentFiles } from '../../store/s3/attachment-files.ts'
import { findOwn, type Refused } from './finding-own-draft.ts'
import type { Who } from './managing.ts'

/** How attaching a file ended. `not-sent`: nothing was sent with that form, or it was used before. */
export type Attached =
  | { readonly outcome: 'attached'; readonly event: Event; readonly attachment: Attachment }
  | { readonly outcome: 'refused'; readonly why: RefusedFile }
  | { readonly outcome: 'not-sent' | 'too-many' }
  | Refused

/** How removing one ended. */
export type Detached = { readonly outcome: 'removed' } | { readonly outcome: 'no-such-file' } | Refused

/** What was sent to the bucket, and what it is called on the event's page. */
interface Sent {
  readonly key: string
  readonly title: string
}

interface Parts {
  readonly events: Pick<Events, 'get'>
  readonly marks: Pick<EventMarks, 'attach'>
  readonly files: Pick<AttachmentFiles, 'idFor' | 'judge' | 'keep' | 'removeSent' | 'remove'>
}

const settling = { rounds: 10, pauseMs: doubling(5, 200), otherwise: () => ({ outcome: 'changed-meanwhile' }) as const }

type Attempt = Attached | 'again'

/** Attaches files to events, and removes them. */
export const createAttaching = ({ events, marks, files }: Parts) => {
  /** Keeps what was sent, if it is what its name says, and lists it. */
  const add = async (event: Event, { now }: Who, { key, id, title }: Sent & Pick<Attachment, 'id'>): Promise<Attempt> => {
    const sent = await files.judge(key, now)
    if (sent === undefined) return { outcome: 'not-sent' }
    if (sent.state === 'refused') return { outcome: 'refused', why: sent.why }
    const { name, size, type, etag } = sent
    // First the file, so that the page never offers one that is not there.
    if (!(await files.keep(key, { id, etag }, now))) return 'again'
    const attachment = { id, title, name, size, type }
    const attachments = [...(event.attachments ?? []), attachment]
    if (!(await marks.attach(event, attachments))) return 'again'
    await files.removeSent(key, now)
    return { outcome: 'attached', event: { ...event, attachments }, attachment }
  }

  return {
    /** Attaches what was sent, once it is found to be what its name says. Doing it again changes nothing. */
    attach: (slug: string, who: Who, sent: Sent): Promise<Attached> =>
      untilSettled<Attached>(async () => {
        const event = await findOwn(events, slug, who, (found) => mayAttach(found, who.now))
        if ('outcome' in event) return event
        const id = files.idFor(slug, sent.key)
        if (id === undefined) return { outcome: 'not-sent' }
        const { attachments = [] } = event
        const known = attachments.find((each) => each.id === id)
        if (known !== undefined) return { outcome: 'attached', event, attachment: known }
        if (attachments.length < mostAttachments) return add(event, who, { ...sent, id })
        // Somebody else may have attached the last one after an earlier attempt had kept the file.
        await files.remove({ id }, who.now)
        return { outcome: 'too-many' }
      }, settling),

    /** Removes an attachment. */
    detach: (slug: string, who: Who, id: string): Promise<Detached> =>
      untilSettled<Detached>(async () => {
        const event = await findOwn(events, slug, who, () => true)
        if ('outcome' in event) return event
        const { attachments = [] } = event
        const left = attachments.filter((each) => each.id !== id)
        if (left.length === attachments.length) return { outcome: 'no-such-file' }
        if (!(await marks.attach(event, left))) return 'again'
        await files.remove({ id }, who.now)
        return { outcome: 'removed' }
      }, settling),
  }
}
