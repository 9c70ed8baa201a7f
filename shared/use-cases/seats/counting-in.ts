import type { Instant } from '../../domain/basics/wall-time.ts'
import { type Event, isPublic } from '../../domain/event/event.ts'
import { holdsSeat, type Registration } from '../../domain/registration/registration.ts'
import { pools } from '../../domain/seats/seats.ts'
import { eventPoolOf } from '../../domain/seats/waiting-list.ts'
import type { Registrations } from '../../store/registrations.ts'

const pageSize = 200

/** The sessions that had no limit, and get one. */
const limitedNow = (before: Event, after: Event): readonly string[] =>
  after.sessions.flatMap(({ id, capacity }) =>
    capacity !== undefined && before.sessions.some((each) => each.id === id && each.capacity === undefined) ? [id] : [],
  )

/**
 * Counts people in the sessions that get a limit whose choice is not counted yet, as it is from before sessions without a limit were
 * counted. True if there were any, so that the limit has to be decided again.
 */
export const createCountingIn = ({ registrations }: { readonly registrations: Pick<Registrations, 'pageOf' | 'write'> }) => {
  const countIn = async (person: Registration, sessions: readonly string[], now: Instant): Promise<boolean> => {
    const shard = person.seats[eventPoolOf(person) ?? '']
    const missing = sessions.filter((id) => person.sessions.includes(id) && person.seats[pools.session(id)] === undefined)
    if (!holdsSeat(person) || shard === undefined || missing.length === 0) return false
    const seats = { ...person.seats, ...Object.fromEntries(missing.map((id) => [pools.session(id), shard])) }
    await registrations.write(person.slug, 'changed', now, [{ registration: person, set: { seats } }])
    return true
  }

  return async (before: Event, after: Event, now: Instant): Promise<boolean> => {
    const sessions = isPublic(before) ? limitedNow(before, after) : []
    let counted = false
    for (let next: Parameters<Registrations['pageOf']>[2] | 'first' = 'first'; sessions.length > 0 && next !== undefined; ) {
      const page = await registrations.pageOf(before.slug, pageSize, next === 'first' ? undefined : next)
      for (const person of page.registrations) counted = (await countIn(person, sessions, now)) || counted
      next = page.next
    }
    return counted
  }
}
