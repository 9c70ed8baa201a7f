import { type Event, isPublic } from '../../domain/event/event.ts'
import { mayManage } from '../../domain/who-may.ts'
import type { Events } from '../../store/events.ts'
import type { Managed, Who } from './managing.ts'

export type Refused = Exclude<Managed, { readonly outcome: 'done' | 'invalid' }>

/** An event of the caller's own that is in the right state, or why not. To others a draft does not exist. */
export const findOwn = async (
  events: Pick<Events, 'get'>,
  slug: string,
  { staff }: Who,
  isRight: (event: Event) => boolean,
): Promise<Event | Refused> => {
  const event = await events.get(slug)
  if (event === undefined) return { outcome: 'no-such-event' }
  // For a public event they may learn that it is not theirs.
  if (!mayManage(staff, event)) return { outcome: isPublic(event) ? 'not-owner' : 'no-such-event' }
  return isRight(event) ? event : { outcome: 'wrong-state' }
}
