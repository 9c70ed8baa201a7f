import { type Event, mayPreview } from '../../domain/event/event.ts'
import { doubling, untilSettled } from '../../runtime/until-settled.ts'
import type { Events } from '../../store/events.ts'
import type { EventMarks } from '../../store/programme/event-marks.ts'
import { unguessable } from '../../tokens/secret-id.ts'
import { findOwn, type Refused } from './finding-own-draft.ts'
import type { Who } from './managing.ts'

/** How making or withdrawing the link to a draft ended; `nonce` is what the link now has. */
type PreviewMarked<Nonce> = { readonly outcome: 'done'; readonly slug: string; readonly nonce: Nonce } | Refused

interface Parts {
  readonly events: Pick<Events, 'get'>
  readonly marks: Pick<EventMarks, 'preview'>
}

/** Lets colleagues see a draft by a link, until it is withdrawn. */
export const createShowingDrafts = ({ events, marks }: Parts) => {
  const act = <Nonce extends string | undefined>(slug: string, who: Who, nonceOf: (event: Event) => Nonce): Promise<PreviewMarked<Nonce>> =>
    untilSettled<PreviewMarked<Nonce>>(
      async () => {
        const event = await findOwn(events, slug, who, mayPreview)
        if ('outcome' in event) return event
        const nonce = nonceOf(event)
        const isWritten = nonce === event.previewNonce || (await marks.preview(event, nonce))
        return isWritten ? { outcome: 'done', slug, nonce } : 'again'
      },
      { rounds: 10, pauseMs: doubling(5, 200), otherwise: () => ({ outcome: 'changed-meanwhile' }) },
    )

  return {
    /** The link of a draft: the one that it has, or a new one. */
    share: (slug: string, who: Who) => act(slug, who, ({ previewNonce }) => previewNonce ?? unguessable()),

    /** The link shows nothing any more, for good. Repeating it changes nothing. */
    withdraw: (slug: string, who: Who) => act(slug, who, () => undefined),
  }
}
