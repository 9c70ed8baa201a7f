import { createHash } from 'node:crypto'
import { network } from '../../shared/domain/basics/network.ts'
import { daysLater, instantNear, minutesBetween, wallTimeAt } from '../../shared/domain/basics/wall-time.ts'
import { folded, heldBy } from '../../shared/domain/event/clashes.ts'
import type { Event } from '../../shared/domain/event/event.ts'
import type { StoredSession } from '../../shared/domain/event/fields.ts'
import { type ProgrammeDay, programmeDays } from '../../shared/domain/event/programme-days.ts'
import type { SpeakerProfile } from '../../shared/domain/speaker/profile.ts'
import { paths } from '../../shared/site/paths.ts'

const digest = (text: string): string => createHash('sha256').update(text).digest('hex')

/** A UUID that a name always has (RFC 9562 §5.8). */
const uuidOf = (name: string): string => {
  const hex = digest(name)
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) % 4) + 8).toString(16)
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `${variant}${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-')
}

// Of ten digits at most, and never fewer than four, which readers of slugs expect.
const numberOf = (name: string): number => 10_000 + (Number.parseInt(digest(name).slice(0, 8), 16) % 2_000_000_000)

/** A number for each session that only its id decides, so that it stays when the session is renamed or moved, and when others go. */
const numbersOf = ({ slug, sessions }: Event): ReadonlyMap<string, number> => {
  const numbers = new Map<string, number>()
  const used = new Set<number>()
  for (const id of sessions.map((session) => session.id).toSorted()) {
    let number = numberOf(`${slug}#${id}`)
    while (used.has(number)) number++
    used.add(number)
    numbers.set(id, number)
  }
  return numbers
}

const twoDigits = (number: number): string => String(number).padStart(2, '0')

/** A wall time with the offset of its zone on that day: `2022-06-14T09:30:00+02:00`. */
const withOffset = (wallTime: string, timeZone: string): string => {
  const at = instantNear(wallTime, timeZone)
  const shown = wallTimeAt(at, timeZone)
  const minutes = minutesBetween(at.slice(0, 16), shown)
  const size = Math.abs(minutes)
  return `${shown}:00${minutes < 0 ? '-' : '+'}${twoDigits(Math.floor(size / 60))}:${twoDigits(size % 60)}`
}

// The formats know two digits of hours.
const longestMinutes = 99 * 60 + 59

const durationOf = ({ start, end }: StoredSession, timeZone: string): string => {
  const ms = Date.parse(instantNear(end, timeZone)) - Date.parse(instantNear(start, timeZone))
  const minutes = Math.min(longestMinutes, ms / 60_000)
  return `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`
}

const acronymOf = (slug: string): string => {
  const word = slug.replaceAll('-', '_')
  return word.length < 4 ? `event_${word}` : word
}

interface Person {
  readonly id: number
  readonly guid: string
  readonly name: string
  readonly biography?: string
}

/** Somebody in the programme: a speaker who confirmed stays the same under another name, anybody else is known by the name alone. */
const personOf = (name: string, profiles: readonly SpeakerProfile[]): Person => {
  const profile = profiles.find((each) => folded(each.name) === folded(name))
  const is = profile === undefined ? `person#${name}` : `speaker#${profile.id}`
  return { id: numberOf(is), guid: uuidOf(is), name, ...(profile?.biography === undefined ? {} : { biography: profile.biography }) }
}

/** An event's programme as the conference world's formats see it (frab, pretalx, voc/schedule). */
export const scheduleOf = (event: Event, siteUrl: string, profiles: readonly SpeakerProfile[] = []) => {
  const { timeZone, slug } = event
  const url = siteUrl + paths.programme.to({ slug })
  const numbers = numbersOf(event)
  const acronym = acronymOf(slug)
  const places = heldBy(event.rooms)
  const capacityOf = (room: string) => {
    const capacity = places(room)
    return capacity === undefined ? {} : { capacity }
  }
  // Whatever has no room of its own takes place where the event does.
  const elsewhere = event.venue?.split('\n')[0] ?? 'Online'
  const entry = (session: StoredSession) => {
    const id = numbers.get(session.id) ?? 0
    const people = [...new Set([...(session.chair === undefined ? [] : [session.chair]), ...session.speakers].map(({ name }) => name))]
    return {
      id,
      guid: uuidOf(`${slug}#${session.id}`),
      slug: `${acronym}-${id}-${session.id}`,
      url: `${url}#${session.id}`,
      title: session.title,
      type: session.kind,
      track: session.track ?? '',
      room: session.room ?? elsewhere,
      date: withOffset(session.start, timeZone),
      start: session.start.slice(11),
      duration: durationOf(session, timeZone),
      abstract: session.summary ?? '',
      language: event.language,
      persons: people.map((name) => personOf(name, profiles)),
    }
  }
  const dayOf = ({ day, sessions }: ProgrammeDay, index: number) => ({
    index: index + 1,
    date: day,
    start: withOffset(`${day}T${twoDigits(network.dayChanges)}:00`, timeZone),
    end: withOffset(daysLater(`${day}T${twoDigits(network.dayChanges)}:00`, 1), timeZone),
    rooms: [...Map.groupBy(sessions.map(entry), ({ room }) => room)].map(([name, entries]) => ({ name, entries })),
  })
  const days = programmeDays(event.sessions, network.dayChanges).map(dayOf)
  return {
    version: String(event.version),
    url,
    acronym,
    title: event.title,
    timeZone,
    start: days[0]?.date ?? event.start.slice(0, 10),
    end: days.at(-1)?.date ?? event.end.slice(0, 10),
    tracks: [...new Set(event.sessions.flatMap(({ track }) => track ?? []))],
    rooms: [...new Set(days.flatMap(({ rooms }) => rooms.map(({ name }) => name)))].map((name) => ({
      name,
      guid: uuidOf(`${slug}#room#${name}`),
      ...capacityOf(name),
    })),
    // The XML needs a day even if nothing is planned yet.
    days: days.length === 0 ? [dayOf({ day: event.start.slice(0, 10), sessions: [] }, 0)] : days,
  }
}
export type Schedule = ReturnType<typeof scheduleOf>
