import type { Instant } from '../../shared/domain/basics/wall-time.ts'
import { invitedKeptUntil } from '../../shared/domain/people/address-list.ts'
import { invitedTo } from '../../shared/store/address-lists.ts'
import type { Events } from '../../shared/store/events.ts'
import type { ListRetention } from '../../shared/store/list-retention.ts'

const listsAtATime = 20

/** Deletes expired lists of invited people; if an event was postponed, its list is kept longer too, and that of a deleted draft goes. */
export const createForgetting = ({
  events,
  retention,
}: {
  readonly events: Pick<Events, 'get' | 'asRead'>
  readonly retention: ListRetention
}) => {
  const forget = async (list: string, now: Instant): Promise<void> => {
    const slug = invitedTo(list)
    if (slug === undefined) throw new Error('a list without an event')
    const event = await events.get(slug)
    if (event === undefined) return retention.forget(list, now)
    const until = invitedKeptUntil(event)
    if (until > now) await retention.moveEnd(list, until)
    else await retention.forget(list, now, events.asRead(event))
  }

  return async (now: Instant): Promise<void> => {
    for (const list of await retention.due(now, listsAtATime)) await forget(list, now)
  }
}
