import { folded } from '../event/clashes.ts'
import type { Event } from '../event/event.ts'
import type { Speaker, StoredSession } from '../event/fields.ts'
import type { SpeakerProfile } from './profile.ts'

const shownOf = ({ name, organisation }: SpeakerProfile): Speaker =>
  organisation === undefined ? { name } : { name, organisation: organisation }

/** The people named in a programme, with those who confirmed. Whoever is named already is shown once, as they put it themselves. */
const together = (named: readonly Speaker[], confirmed: readonly SpeakerProfile[]): Speaker[] => {
  const rest = new Map(confirmed.map((profile) => [folded(profile.name), shownOf(profile)]))
  const known = named.map((each) => {
    const own = rest.get(folded(each.name))
    rest.delete(folded(each.name))
    return own === undefined ? each : { ...each, ...own }
  })
  return [...known, ...rest.values()]
}

const isNamed =
  (name: string) =>
  (profile: SpeakerProfile): boolean =>
    folded(profile.name) === folded(name)

/** Who chairs a session, and who else confirmed to: a session has one chair, so the others are among its speakers. */
const chairing = (named: Speaker | undefined, chairs: readonly SpeakerProfile[]) => {
  const chair = named === undefined ? chairs[0] : chairs.find(isNamed(named.name))
  const others = chairs.filter((each) => each !== chair)
  return { chair: chair === undefined ? named : { ...named, ...shownOf(chair) }, others }
}

const sessionWith = (session: StoredSession, profiles: readonly SpeakerProfile[]): StoredSession => {
  const own = profiles.filter(({ sessions }) => sessions.includes(session.id))
  if (own.length === 0) return session
  const { chair, others } = chairing(
    session.chair,
    own.filter(({ role }) => role === 'chair'),
  )
  const speakers = together(session.speakers, [...own.filter(({ role }) => role === 'speaker'), ...others])
  return { ...session, speakers, ...(chair === undefined ? {} : { chair }) }
}

/** An event as everyone sees it: with the speakers who have confirmed, in their sessions or, without any, at the event as a whole. */
export const withSpeakers = (event: Event, profiles: readonly SpeakerProfile[]): Event =>
  profiles.length === 0
    ? event
    : {
        ...event,
        speakers: together(
          event.speakers,
          profiles.filter(({ sessions }) => !event.sessions.some(({ id }) => sessions.includes(id))),
        ),
        sessions: event.sessions.map((session) => sessionWith(session, profiles)),
      }
