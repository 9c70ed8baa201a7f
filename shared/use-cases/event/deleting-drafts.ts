import { filesOf, isPublic, mayDelete } from '../../domain/event/event.ts'
import { mayManage } from '../../domain/who-may.ts'
import { doubling, untilSettled } from '../../runtime/until-settled.ts'
import { lists } from '../../store/address-lists.ts'
import type { TransactItem } from '../../store/dynamodb/transaction.ts'
import type { Events } from '../../store/events.ts'
import type { ListRetention } from '../../store/list-retention.ts'
import type { DeletedDrafts } from '../../store/programme/deleted-drafts.ts'
import type { SeriesStore } from '../../store/programme/series.ts'
import type { StoredAttachments } from '../../store/s3/stored-attachments.ts'
import type { Speakers } from '../../store/speaker/speakers.ts'
import type { Managed, Who } from './managing.ts'

/** How deleting a draft ended. */
export type Deleted =
  | { readonly outcome: 'deleted' | 'not-a-draft' | 'has-speakers' }
  | { readonly outcome: Exclude<Managed['outcome'], 'done' | 'invalid' | 'wrong-state'> }

interface Parts {
  readonly events: Pick<Events, 'getWithSeats'>
  readonly drafts: DeletedDrafts
  readonly series: Pick<SeriesStore, 'get' | 'withoutDate'>
  readonly retention: Pick<ListRetention, 'expiring'>
  readonly speakers: Pick<Speakers, 'listOf'>
  readonly files: Pick<StoredAttachments, 'remove'>
}

/** Deletes a draft with everything that belongs to it; the people on its list of invited ones are deleted within minutes. */
export const createDeletingDrafts = ({ events, drafts, series, retention, speakers, files }: Parts) => {
  const fromSeries = async (slug: string, of: string | undefined): Promise<readonly TransactItem[]> => {
    const found = of === undefined ? undefined : await series.get(of)
    return found?.dates.some((date) => date.slug === slug) === true ? [series.withoutDate(found, slug)] : []
  }

  const once = async (slug: string, { staff, now }: Who): Promise<Deleted | 'again'> => {
    const read = await events.getWithSeats(slug)
    if (read === undefined) return { outcome: 'no-such-event' }
    const { event } = read
    if (!mayManage(staff, event)) return { outcome: isPublic(event) ? 'not-owner' : 'no-such-event' }
    if (!mayDelete(event)) return { outcome: 'not-a-draft' }
    // They would not hear of it.
    if ((await speakers.listOf(event)).length > 0) return { outcome: 'has-speakers' }
    // Only an event whose address cannot be guessed ever had such a list.
    const list = event.unguessable === undefined ? [] : [retention.expiring(lists.invited(slug), now)]
    const written = await drafts.add(read, now, [...(await fromSeries(slug, event.series)), ...list])
    if (!written) return 'again'
    await Promise.all(filesOf(event).map((file) => files.remove(file, now)))
    return { outcome: 'deleted' }
  }

  return (slug: string, who: Who): Promise<Deleted> =>
    untilSettled(() => once(slug, who), { rounds: 10, pauseMs: doubling(5, 200), otherwise: () => ({ outcome: 'changed-meanwhile' }) })
}
export type DeletingDrafts = ReturnType<typeof createDeletingDrafts>
