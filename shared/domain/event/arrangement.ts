import { minutesBetween, minutesLater } from '../basics/wall-time.ts'
import type { Event } from './event.ts'
import type { StoredSession } from './fields.ts'
import { programmeDay } from './programme-days.ts'

/** The sessions of an event after a change, still to be checked with the event as a whole, or why there is none. */
export type Arrangement =
  | { readonly sessions: readonly unknown[]; readonly allowBelowGiven?: true | undefined }
  | { readonly outcome: 'no-such-session' | 'changed-meanwhile' }

/** By how many minutes a button moves a session. */
export const stepMinutes = [5, 10, 15, 30, 60] as const

/** What buttons do to the times of a session. */
export const sessionSteps = ['earlier', 'later', 'longer', 'shorter'] as const
export type SessionStep = (typeof sessionSteps)[number]

type Times = Pick<StoredSession, 'start' | 'end'>

const shifted = <Session extends Times>(session: Session, minutes: number): Session => ({
  ...session,
  start: minutesLater(session.start, minutes),
  end: minutesLater(session.end, minutes),
})

/** A session after a step of that many minutes on the clock. */
export const stepped = (session: StoredSession, step: SessionStep, minutes: number): StoredSession => {
  switch (step) {
    case 'earlier':
      return shifted(session, -minutes)
    case 'later':
      return shifted(session, minutes)
    case 'longer':
      return { ...session, end: minutesLater(session.end, minutes) }
    case 'shorter':
      return { ...session, end: minutesLater(session.end, -minutes) }
  }
}

/** The sessions after a step of one, and with `following` of everything that starts later on its day. */
export const withStep = (
  sessions: readonly StoredSession[],
  moved: StoredSession,
  { step, minutes, following, dayChanges }: { step: SessionStep; minutes: number; following: boolean; dayChanges: number },
): StoredSession[] => {
  const day = programmeDay(moved.start, dayChanges)
  const by = step === 'earlier' || step === 'shorter' ? -minutes : minutes
  const follows = ({ start }: StoredSession): boolean => following && start > moved.start && programmeDay(start, dayChanges) === day
  return sessions.map((session) => {
    if (session.id === moved.id) return stepped(session, step, minutes)
    return follows(session) ? shifted(session, by) : session
  })
}

/** A session at the same time on another day of the programme; one after midnight stays at the end of its day. */
export const onDay = (session: StoredSession, day: string, dayChanges: number): StoredSession =>
  shifted(session, minutesBetween(`${programmeDay(session.start, dayChanges)}T00:00`, `${day}T00:00`))

/** A session that begins at another time and is as long, in another room if one is said: none if that is empty. */
export const placedAt = ({ room, ...session }: StoredSession, start: string, to = room): StoredSession => ({
  ...shifted(session, minutesBetween(session.start, start)),
  ...(to === undefined || to === '' ? {} : { room: to }),
})

type Dated = Pick<Event, 'start' | 'end' | 'sessions'>

const usualMinutes = 30

/**
 * When a further session of a day takes place: after the last one of the day in that room; at the time of day at which the event
 * begins, if there is none.
 */
export const nextTimes = (event: Dated, day: string, room: string | undefined, dayChanges: number): Times => {
  const ofDay = event.sessions.filter((session) => programmeDay(session.start, dayChanges) === day)
  const inRoom = ofDay.filter((session) => room === undefined || session.room === undefined || session.room === room)
  const lastEnd = inRoom
    .map(({ end }) => end)
    .toSorted()
    .at(-1)
  const start = lastEnd ?? `${day}T${event.start.slice(11)}`
  const end = minutesLater(start, usualMinutes)
  return { start, end: start < event.end && end > event.end ? event.end : end }
}
