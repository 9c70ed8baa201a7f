import { type Clash, clashesIn } from '../../../shared/domain/event/clashes.ts'
import { type Event, isPublic } from '../../../shared/domain/event/event.ts'
import { isChosenByPeople, type StoredSession } from '../../../shared/domain/event/fields.ts'
import { changedSessions } from '../../../shared/domain/event/session-changes.ts'
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
  const changed = after.revision > before.revision ? changedSessions(before, after) : []
  const told = await peopleOf(
    services,
    before,
    before.sessions.filter(({ id }) => changed.includes(id)),
  )
  const speakers = await mailedSpeakers(services, before, after)
  const all = [clashes.map(keyOf), told.map(({ session }) => session.id), speakers]
  return { clashes, told, speakers, confirmation: entityOf(JSON.stringify(all)).etag }
}

/** How many people are told if a session goes, if any can be, and which speakers. */
export const toldOfRemoval = async (
  services: Knowing,
  event: Event,
  session: StoredSession,
): Promise<{ readonly told?: number; readonly speakers: readonly string[] }> => {
  const speakers = await mailedSpeakers(services, event, { ...event, sessions: event.sessions.filter(({ id }) => id !== session.id) })
  if (!isPublic(event) || !isChosenByPeople(session)) return { speakers }
  const [people] = await peopleOf(services, event, [session])
  return people === undefined ? { speakers } : { told: people.count, speakers }
}
