import type { Event } from '../../../shared/domain/event/event.ts'
import { asksParticipation, type Participation, participations } from '../../../shared/domain/event/participation.ts'
import type { Cursor } from '../../../shared/domain/registration/list-cursor.ts'
import type { Registration } from '../../../shared/domain/registration/registration.ts'
import { cursorAfter } from '../../../shared/store/fan-outs.ts'
import type { Registrations } from '../../../shared/store/registrations.ts'

/** What the people of a part of the list chose: a session, or how they take part, which those from before it was asked have not said. */
export interface Choice {
  readonly session?: string
  readonly participation?: Participation | 'not-said'
}

export const participationChoices = [...participations, 'not-said'] as const

/** The choice that a URL or form asks for, as far as the event offers it; undefined for everyone. */
export const choiceIn = (event: Pick<Event, 'sessions' | 'format'>, query: URLSearchParams): Choice | undefined => {
  const session = event.sessions.find(({ id }) => id === query.get('session'))?.id
  const participation = asksParticipation(event) ? participationChoices.find((way) => way === query.get('participation')) : undefined
  return session === undefined && participation === undefined
    ? undefined
    : { ...(session === undefined ? {} : { session }), ...(participation === undefined ? {} : { participation }) }
}

/** The same for a URL. */
export const choiceQuery = (choice: Choice | undefined): Record<string, string> => ({ ...choice })

/** Whether somebody chose that, and still has a place or waits for one. */
const isFor = ({ session, participation }: Choice, registration: Registration): boolean =>
  registration.status !== 'cancelled' &&
  (session === undefined || registration.sessions.includes(session)) &&
  (participation === undefined || (registration.participation ?? 'not-said') === participation)

const readAtOnce = 400
// A session chosen by few people of many: the page then has fewer rows, and the next one goes on from there.
const mostReads = 10

/** A page of the people who made a choice, oldest first. Erased people made none. */
export const pageOfChoice = async (
  registrations: Pick<Registrations, 'pageOf'>,
  { slug, choice }: { readonly slug: string; readonly choice: Choice },
  limit: number,
  from?: Cursor,
): ReturnType<Registrations['pageOf']> => {
  const found: Registration[] = []
  let cursor = from
  for (let reads = 0; reads < mostReads; reads++) {
    const page = await registrations.pageOf(slug, readAtOnce, cursor)
    found.push(...page.registrations.filter((each) => isFor(choice, each)))
    cursor = page.next
    const last = found[limit - 1]
    if (last !== undefined && (found.length > limit || cursor !== undefined))
      return { registrations: found.slice(0, limit), erased: [], next: cursorAfter(last) }
    if (cursor === undefined) break
  }
  return { registrations: found, erased: [], ...(cursor === undefined ? {} : { next: cursor }) }
}
