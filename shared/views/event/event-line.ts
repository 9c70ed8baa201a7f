import { markupBytes } from '../../domain/basics/list-page.ts'
import type { Instant } from '../../domain/basics/wall-time.ts'
import type { Event } from '../../domain/event/event.ts'
import type { Html } from '../../site/html.ts'
import type { Formats } from '../../texts/formats.ts'
import type { Texts } from '../../texts/texts.ts'
import { badge, type Tone } from '../page/notice.ts'

/** What staff lists show of every event. */
export type EventLine = Pick<Event, 'slug' | 'title' | 'kind' | 'status' | 'timeZone' | 'startsAt' | 'endsAt'>

export const isFinished = (event: Pick<Event, 'status' | 'endsAt'>, now: Instant): boolean =>
  event.status === 'published' && event.endsAt <= now

const tones = { draft: 'neutral', proposed: 'info', published: 'success', cancelled: 'danger' } as const satisfies Record<
  Event['status'],
  Tone | 'neutral'
>

/** The state of an event as staff see it; a published one that is over is "finished". */
export const statusBadge = (texts: Texts, event: Pick<Event, 'status' | 'endsAt'>, now: Instant): Html =>
  isFinished(event, now) ? badge(texts.steering.finished) : badge(texts.eventStatuses[event.status], tones[event.status])

/** Date and times in the event's zone: `26 April 2022, 10:00–11:30 (Europe/Brussels)`, or both days if it lasts longer. */
export const eventTimes = (formats: Formats, { startsAt, endsAt, timeZone }: Pick<Event, 'startsAt' | 'endsAt' | 'timeZone'>): string => {
  const [first, last] = [formats.shortDay(startsAt, timeZone), formats.shortDay(endsAt, timeZone)]
  const [from, to] = [formats.time(startsAt, timeZone), formats.time(endsAt, timeZone)]
  return `${first === last ? `${first}, ${from}–${to}` : `${first}, ${from} – ${last}, ${to}`} (${timeZone})`
}

/** The most bytes of an event in a list of staff. */
export const lineBytes = ({ slug, title }: EventLine): number => 1_500 + 3 * Buffer.byteLength(slug) + markupBytes(title)

/** In the order of their groups: see `byStage`. */
export const inStages = <E extends EventLine>(events: readonly E[], now: Instant): readonly E[] => {
  const { upcoming, drafts, past, cancelled } = byStage(events, now)
  return [...upcoming, ...drafts, ...past, ...cancelled]
}

/** Events grouped as staff look for them, each list in chronological order; past events newest first. */
export const byStage = <E extends EventLine>(events: readonly E[], now: Instant) => {
  const inTime = [...events].sort((one, other) => one.startsAt.localeCompare(other.startsAt))
  const published = inTime.filter(({ status }) => status === 'published')
  return {
    upcoming: published.filter((event) => !isFinished(event, now)),
    drafts: inTime.filter(({ status }) => status === 'draft' || status === 'proposed'),
    past: published.filter((event) => isFinished(event, now)).reverse(),
    cancelled: inTime.filter(({ status }) => status === 'cancelled').reverse(),
  }
}
