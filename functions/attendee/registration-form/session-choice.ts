import type { Event } from '../../../shared/domain/event/event.ts'
import type { StoredSession } from '../../../shared/domain/event/fields.ts'
import { chosenSessions } from '../../../shared/domain/event/registration-window.ts'
import { type Availability, availabilityOf } from '../../../shared/domain/seats/availability.ts'
import { pools, roomIn, type SeatShard } from '../../../shared/domain/seats/seats.ts'
import type { Html } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { type Formats, formatsIn } from '../../../shared/texts/formats.ts'
import { checkboxGroup } from '../../../shared/views/form/fields.ts'
import type { Form } from '../../../shared/views/form/form.ts'

/** A session to choose, with whether it has free places; undefined without a limit. */
export interface OfferedSession {
  readonly session: StoredSession
  readonly availability?: Availability
}

/** The sessions that people choose at registration, with the places left. */
export const offeredSessions = (event: Event, seats: readonly SeatShard[]): readonly OfferedSession[] =>
  chosenSessions(event).map((session) =>
    session.capacity === undefined ? { session } : { session, availability: availabilityOf(roomIn(seats, pools.session(session.id))) },
  )

/** The sessions somebody chose before, with a place in them or waiting for one. */
export interface OwnSessions {
  readonly sessions: readonly string[]
  readonly placed: boolean
}

const placesIn = (form: Form, { session, availability }: OfferedSession, own: OwnSessions): readonly string[] => {
  const { sessions: texts } = form.texts.register
  if (own.placed && own.sessions.includes(session.id)) return [texts.yours]
  if (availability === undefined) return []
  return [availability === 'none' ? texts.full : form.texts.available[availability]]
}

const hintOf = (form: Form, formats: Formats, offered: OfferedSession, all: readonly OfferedSession[], own: OwnSessions): string => {
  const { session } = offered
  const { sessions: texts } = form.texts.register
  const { start, end, room } = session
  const same = all.filter((other) => other.session !== session && other.session.start < end && start < other.session.end)
  return [
    `${formats.date(start.slice(0, 10))}, ${start.slice(11)}–${end.slice(11)}`,
    ...(room === undefined ? [] : [room]),
    ...placesIn(form, offered, own),
    ...(same.length === 0 ? [] : [texts.sameTime({ titles: same.map((other) => other.session.title).join(', ') })]),
  ].join(' · ')
}

/** The choice of sessions, marking those at the same time and those that are full. Full ones can only be kept. */
export const sessionChoice = (
  { language }: PageContext,
  form: Form,
  offered: readonly OfferedSession[],
  own: OwnSessions = { sessions: [], placed: false },
): Html | '' =>
  offered.length === 0
    ? ''
    : checkboxGroup(form, {
        name: 'sessions',
        hint: form.texts.register.sessions.hint,
        options: offered.map((each) => ({
          value: each.session.id,
          label: each.session.title,
          hint: hintOf(form, formatsIn(language), each, offered, own),
          disabled: each.availability === 'none' && !own.sessions.includes(each.session.id),
        })),
      })
