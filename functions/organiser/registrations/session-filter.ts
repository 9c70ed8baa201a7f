import type { Event } from '../../../shared/domain/event/event.ts'
import type { Cursor } from '../../../shared/domain/registration/list-cursor.ts'
import type { Registration } from '../../../shared/domain/registration/registration.ts'
import { cursorAfter } from '../../../shared/store/fan-outs.ts'
import type { Registrations } from '../../../shared/store/registrations.ts'

/** The session that a URL asks for, if the event has it. */
export const sessionIn = ({ sessions }: Pick<Event, 'sessions'>, query: URLSearchParams): string | undefined =>
  sessions.find(({ id }) => id === query.get('session'))?.id

/** Whether somebody chose a session, and still has a place or waits for one. */
const isFor = (session: string, { status, sessions }: Registration): boolean => status !== 'cancelled' && sessions.includes(session)

const readAtOnce = 400
// A session chosen by few people of many: the page then has fewer rows, and the next one goes on from there.
const mostReads = 10

/** A page of the people who chose a session, oldest first. Erased people chose none. */
export const pageOfSession = async (
  registrations: Pick<Registrations, 'pageOf'>,
  { slug, session }: { readonly slug: string; readonly session: string },
  limit: number,
  from?: Cursor,
): ReturnType<Registrations['pageOf']> => {
  const found: Registration[] = []
  let cursor = from
  for (let reads = 0; reads < mostReads; reads++) {
    const page = await registrations.pageOf(slug, readAtOnce, cursor)
    found.push(...page.registrations.filter((each) => isFor(session, each)))
    cursor = page.next
    const last = found[limit - 1]
    if (last !== undefined && (found.length > limit || cursor !== undefined))
      return { registrations: found.slice(0, limit), erased: [], next: cursorAfter(last) }
    if (cursor === undefined) break
  }
  return { registrations: found, erased: [], ...(cursor === undefined ? {} : { next: cursor }) }
}
