import { type Clash, clashesIn } from '../../../shared/domain/event/clashes.ts'
import { misleads, severalDays, shownDays } from '../../../shared/domain/event/daily-hours.ts'
import { type Event, isPublic } from '../../../shared/domain/event/event.ts'
import { isChosenByPeople, type StoredSession } from '../../../shared/domain/event/fields.ts'
import { changedFor, changedSessions } from '../../../shared/domain/event/session-changes.ts'
import { sessionFigures } from '../../../shared/domain/feedback/summary.ts'
import { entityOf } from '../../../shared/http/entity-tag.ts'
import type { Services } from '../services.ts'
import { mailedSpeakers } from '../speakers/mailed-speakers.ts'

type Counting = Pick<Services, 'tallies'>
type Knowing = Pick<Services, 'tallies' | 'speakerParts'>

/** What a change of the programme brings about. */
export interface Consequences {
  /** The clashes that were not there before. */
  readonly clashes: readonly Clash[]
  /** The sessions whose people are told of the change, with how many they are. */
  readonly told: readonly { readonly session: StoredSession; readonly count: number }[]
  /** How many people with a place are told, if it concerns all: the event then has other days or hours. */
  readonly everybody?: number
  /** The confirmed speakers who are told of it, by name. */
  readonly speakers: readonly string[]
  /** A text that stands for exactly these, for confirming them. */
  readonly confirmation: string
}

const keyOf = ({ code, sessions }: Clash): string => [code, ...sessions.toSorted()].join(' ')

/** How many people with a place chose each of these sessions. */
const peopleOf = async ({ tallies }: Counting, event: Event, sessions: readonly StoredSession[]): Promise<Consequences['told']> => {
  if (sessions.length === 0) return []
  const tally = await tallies.get(event.slug)
  return sessions.map((session) => ({ session, count: sessionFigures(tally, session.id).confirmed }))
}

export const consequencesOf = async (services: Knowing, before: Event, after: Event): Promise<Consequences> => {
  const known = new Set(clashesIn(before).map(keyOf))
  const clashes = clashesIn(after).filter((clash) => !known.has(keyOf(clash)))
  const all = changedFor(after, { revision: before.revision, sessions: [] })
  const everybody = all ? { everybody: (await services.tallies.get(before.slug)).confirmed } : {}
  const changed = after.revision > before.revision && !all ? changedSessions(before, after) : []
  const told = await peopleOf(
    services,
    before,
    before.sessions.filter(({ id }) => changed.includes(id)),
  )
  const speakers = await mailedSpeakers(services, before, after)
  const shown = [clashes.map(keyOf), all, told.map(({ session }) => session.id), speakers]
  return { clashes, told, ...everybody, speakers, confirmation: entityOf(JSON.stringify(shown)).etag }
}

/** Whether there is anything to ask before it is done. */
export const concernsAnyone = ({ clashes, told, everybody, speakers }: Consequences): boolean =>
  everybody !== undefined || clashes.length + told.length + speakers.length > 0

/** How many people are told if a session goes, if any can be, and which speakers. */
export const toldOfRemoval = async (
  services: Knowing,
  event: Event,
  session: StoredSession,
): Promise<Pick<Consequences, 'everybody' | 'speakers'> & { readonly told?: number }> => {
  const without = { ...event, sessions: event.sessions.filter(({ id }) => id !== session.id) }
  const speakers = await mailedSpeakers(services, event, without)
  if (isPublic(event) && misleads(shownDays(event), severalDays(without)))
    return { everybody: (await services.tallies.get(event.slug)).confirmed, speakers }
  if (!isPublic(event) || !isChosenByPeople(session)) return { speakers }
  const [people] = await peopleOf(services, event, [session])
  return people === undefined ? { speakers } : { told: people.count, speakers }
}
