import { type Event, isPublic, mayPreview } from '../../domain/event/event.ts'
import { mayManage } from '../../domain/who-may.ts'
import { doubling, untilSettled } from '../../runtime/until-settled.ts'
import type { Events } from '../../store/events.ts'
import type { DraftMarks } from '../../store/programme/draft-marks.ts'
import { unguessable } from '../../tokens/secret-id.ts'
import type { Managed, Who } from './managing.ts'

/** How making or withdrawing the link to a draft ended; `nonce` is what the link now has. */
type PreviewMarked<Nonce> =
  | { readonly outcome: 'done'; readonly slug: string; readonly nonce: Nonce }
  | Exclude<Managed, { outcome: 'done' | 'invalid' }>

interface Parts {
  readonly events: Pick<Events, 'get'>
  readonly marks: Pick<DraftMarks, 'preview'>
}

/** Lets colleagues see a draft by a link, until it is withdrawn. */
export const createShowingDrafts = ({ events, marks }: Parts) => {
  const act = <Nonce extends string | undefined>(
    slug: string,
    { staff }: Who,
    nonceOf: (event: Event) => Nonce,
  ): Promise<PreviewMarked<Nonce>> =>
    untilSettled<PreviewMarked<Nonce>>(
      async () => {
        const event = await events.get(slug)
        if (event === undefined) return { outcome: 'no-such-event' }
        // To others a draft does not exist; for a public event they may learn that it is not theirs.
        if (!mayManage(staff, event)) return { outcome: isPublic(event) ? 'not-owner' : 'no-such-event' }
        if (!mayPreview(event)) return { outcome: 'wrong-state' }
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
