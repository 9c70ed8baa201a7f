import type { Instant } from '../../domain/basics/wall-time.ts'
import type { Event } from '../../domain/event/event.ts'
import { keptDays } from '../../domain/mail/letter.ts'
import { isUrgent, type Urgent, type WaitingWork } from '../../domain/mail/waiting-work.ts'
import { chunks, inGroups } from '../../runtime/in-parallel.ts'
import type { Letters } from '../../store/letters.ts'
import type { Registrations } from '../../store/registrations.ts'

interface GatheringParts {
  readonly registrations: Pick<Registrations, 'due' | 'getMany'>
  readonly letters: Pick<Letters, 'count'>
}

type Found = Pick<WaitingWork, 'counts' | 'lapsesAt'> & { readonly isUrgent?: boolean }
/** Finds one kind of work: what waits at each event that has any. */
type Gather = (events: readonly Event[], now: Instant, urgent: Urgent | undefined) => Promise<ReadonlyMap<string, Found>>

// More are no longer counted one by one by anybody.
const mostRequests = 1000
const mostAtOnce = 100
const everLater = '9999-12-31T23:59:59.999Z'

/** What waits for the organisers of events. A further kind of work is one more function in `gathers`. */
export const createGathering = ({ registrations, letters }: GatheringParts) => {
  const requests: Gather = async (_, now, urgent) => {
    const ids = await registrations.due('approval', everLater, mostRequests)
    const all = (await inGroups(chunks(ids, mostAtOnce), registrations.getMany)).flat()
    const open = all.filter(({ status, approveBy }) => status === 'pending' && approveBy !== undefined && approveBy > now)
    return new Map(
      [...Map.groupBy(open, ({ slug }) => slug)].map(([slug, of]) => {
        const [lapsesAt] = of.flatMap(({ approveBy }) => approveBy ?? []).toSorted()
        const found = { counts: [{ what: 'requests' as const, count: of.length }], ...(lapsesAt === undefined ? {} : { lapsesAt }) }
        return [slug, { ...found, isUrgent: urgent !== undefined && of.some((request) => isUrgent(urgent, request)) }]
      }),
    )
  }

  const replies: Gather = async (events, now) => {
    const recent = events.filter(({ endsAt }) => Date.parse(now) - Date.parse(endsAt) < 2 * keptDays * 86_400_000)
    const counted = await inGroups(recent, async ({ slug }) => [slug, await letters.count({ slug, state: 'open' }, now)] as const)
    return new Map(counted.flatMap(([slug, count]) => (count === 0 ? [] : [[slug, { counts: [{ what: 'replies', count }] }] as const])))
  }

  const gathers: readonly Gather[] = [requests, replies]

  /** The work at those of these events that have any, or any that is urgent; the first to lapse first. */
  return async (events: readonly Event[], now: Instant, urgent?: Urgent): Promise<readonly WaitingWork[]> => {
    // Requests alone can be urgent, and hardly ever are: only then is the rest looked for.
    const first = urgent === undefined ? undefined : await requests(events, now, urgent)
    const wanted = first === undefined ? events : events.filter(({ slug }) => first.get(slug)?.isUrgent === true)
    if (wanted.length === 0) return []
    const found = await Promise.all(gathers.map((gather) => gather(wanted, now, urgent)))
    return wanted
      .flatMap(({ slug, title, timeZone }): WaitingWork[] => {
        const own = found.flatMap((each) => each.get(slug) ?? [])
        const [lapsesAt] = own.flatMap((each) => each.lapsesAt ?? []).toSorted()
        const counts = own.flatMap((each) => each.counts)
        return counts.length === 0 ? [] : [{ slug, title, timeZone, counts, ...(lapsesAt === undefined ? {} : { lapsesAt }) }]
      })
      .toSorted((one, other) => (one.lapsesAt ?? everLater).localeCompare(other.lapsesAt ?? everLater))
  }
}
