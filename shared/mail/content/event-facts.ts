import type { Language } from '../../domain/basics/language.ts'
import type { ShownSession } from '../../domain/event/fields.ts'
import type { MessageEvent } from '../../domain/mail/outbox-message.ts'
import { formatsIn } from '../../texts/formats.ts'
import { textsIn } from '../../texts/texts.ts'

/** A fact about the event: lines of text, and a link if it has one. */
export interface Fact {
  readonly label: string
  readonly lines: readonly string[]
  readonly link?: string
  /** Its value before the change that the mail announces. */
  readonly before?: string
}

type Times = Pick<MessageEvent, 'startsAt' | 'endsAt' | 'timeZone' | 'days'>
type Place = Pick<MessageEvent, 'format' | 'venue'>
type Joining = Pick<MessageEvent, 'format' | 'joinUrl'>

// More would take the mail over.
const mostDaysListed = 7

export const whenOf = ({ startsAt, endsAt, timeZone, days = [] }: Times, language: Language): Fact => {
  const { date, day, time, zone } = formatsIn(language)
  const texts = textsIn(language).mail
  const [from, to] = [time(startsAt, timeZone), time(endsAt, timeZone)]
  const [firstDay, lastDay] = [day(startsAt, timeZone), day(endsAt, timeZone)]
  const [zoneAtStart, zoneAtEnd] = [zone(startsAt, timeZone), zone(endsAt, timeZone)]
  const span = firstDay === lastDay ? texts.hours({ day: firstDay, from, to }) : texts.days({ firstDay, from, lastDay, to })
  const spans =
    days.length === 0 || days.length > mostDaysListed
      ? [span]
      : days.map(({ start, end }) => texts.hours({ day: date(start.slice(0, 10)), from: start.slice(11), to: end.slice(11) }))
  const lines = [...spans, zoneAtStart, ...(zoneAtEnd === zoneAtStart ? [] : [texts.zoneAtEnd({ zone: zoneAtEnd })])]
  return { label: texts.when, lines: lines.map((line) => line.charAt(0).toLocaleUpperCase(language) + line.slice(1)) }
}

export const whereOf = (event: Place, language: Language): Fact => {
  const texts = textsIn(language)
  const venue = event.venue?.split(/\s*\n\s*/) ?? [texts.mail.venueOpen]
  return { label: texts.mail.where, lines: event.format === 'online' ? [texts.formats.online] : venue }
}

/** A session a line: `Opening · Tuesday 17 May 2022, 10:00 to 10:30 · Room A`, by the clocks of the event. */
export const sessionLines = (sessions: readonly ShownSession[], language: Language): readonly string[] => {
  const { date } = formatsIn(language)
  const { hours } = textsIn(language).mail
  return sessions
    .toSorted((a, b) => a.start.localeCompare(b.start))
    .map(({ title, start, end, room }) =>
      [
        title,
        hours({ day: date(start.slice(0, 10)), from: start.slice(11), to: end.slice(11) }),
        ...(room === undefined ? [] : [room]),
      ].join(' · '),
    )
}

export const joinOf = (event: Joining, language: Language): readonly Fact[] => {
  const texts = textsIn(language).mail
  if (event.format === 'in-person') return []
  return [
    event.joinUrl === undefined ? { label: texts.join, lines: [texts.joinOpen] } : { label: texts.join, lines: [], link: event.joinUrl },
  ]
}
