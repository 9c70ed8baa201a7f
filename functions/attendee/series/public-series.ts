import * as z from 'zod'
import type { FieldProblem } from '../../../shared/domain/basics/field-problem.ts'
import { readablePart } from '../../../shared/domain/basics/readable-part.ts'
import type { Instant } from '../../../shared/domain/basics/wall-time.ts'
import { seriesRegistrationInputSchema } from '../../../shared/domain/event/dates.ts'
import { isPublic } from '../../../shared/domain/event/event.ts'
import { asksParticipation } from '../../../shared/domain/event/participation.ts'
import { registrationState } from '../../../shared/domain/event/registration-window.ts'
import type { Series } from '../../../shared/domain/event/series.ts'
import type { RegistrationInput } from '../../../shared/domain/registration/registration.ts'
import { checkWithAnswers } from '../../../shared/domain/registration-form/checked-answers.ts'
import type { EventWithSeats } from '../../../shared/domain/seats/event-with-seats.ts'
import { inGroups } from '../../../shared/runtime/in-parallel.ts'
import type { RecentEvents } from '../../../shared/store/cached-events.ts'
import type { SeriesStore } from '../../../shared/store/programme/series.ts'
import { findShown } from '../programme/public-event.ts'

/** A series with its public events, by start. */
export interface PublicSeries {
  readonly series: Series
  readonly dates: readonly EventWithSeats[]
}

/** The series with a slug and its public events, if there are any. */
export const findSeries = async (
  { series: store, recent }: { readonly series: SeriesStore; readonly recent: RecentEvents },
  slug: string,
): Promise<PublicSeries | undefined> => {
  const series = await store.get(slug)
  if (series === undefined) return undefined
  const found = await inGroups(series.dates, (date) => findShown(recent, date.slug))
  const dates = found.flatMap((date) => (date === undefined || !isPublic(date.event) ? [] : [date]))
  if (dates.length === 0) return undefined
  return { series, dates: dates.toSorted((one, other) => one.event.startsAt.localeCompare(other.event.startsAt)) }
}

/** The dates that can be registered for now. */
export const openDates = ({ dates }: PublicSeries, now: Instant): readonly EventWithSeats[] =>
  dates.filter(({ event }) => registrationState(event, now) === 'open')

/** The form for all dates: the questions of the first; how somebody takes part is asked as soon as one of them is hybrid. */
export const seriesForm = ({ dates }: PublicSeries): EventWithSeats['event'] => {
  const [first] = dates
  if (first === undefined) throw new RangeError('a public series has dates')
  return { ...first.event, format: dates.find(({ event }) => asksParticipation(event))?.event.format ?? first.event.format }
}

const bodySchema = z.looseObject({ participation: z.unknown().optional() })

/** What somebody says for one date: how they take part only if it is asked there. */
const saidFor = (event: EventWithSeats['event'], body: unknown): unknown => {
  const { participation, ...said } = bodySchema.safeParse(body).data ?? {}
  return participation === undefined || asksParticipation(event) ? body : said
}

/** What to register for each date. */
export type DatesToRegister = readonly { readonly event: EventWithSeats['event']; readonly input: RegistrationInput }[]

const readable = seriesRegistrationInputSchema.partial()

/** A person's input for several dates, checked with the questions of each: by default for all dates that are open. */
export const checkForSeries = (
  found: PublicSeries,
  body: unknown,
  now: Instant,
): { readonly ok: true; readonly value: DatesToRegister } | { readonly ok: false; readonly problems: readonly FieldProblem[] } => {
  const whole = checkWithAnswers(seriesRegistrationInputSchema, seriesForm(found), body)
  const { events: wanted } = whole.ok ? whole.value : (readablePart(readable, body) ?? {})
  const unknown = (wanted ?? []).flatMap((slug, index): FieldProblem[] =>
    found.dates.some(({ event }) => event.slug === slug) ? [] : [{ field: `events.${index}`, code: 'not-one-of' }],
  )
  const chosen = wanted === undefined ? openDates(found, now) : found.dates.filter(({ event }) => wanted.includes(event.slug))
  const checked = chosen.map(({ event }) => ({ event, said: checkWithAnswers(seriesRegistrationInputSchema, event, saidFor(event, body)) }))
  const problems = [...[whole, ...checked.map(({ said }) => said)].flatMap((each) => (each.ok ? [] : each.problems)), ...unknown]
  const [problem] = problems
  // Nobody is told twice about a field that several dates ask for.
  if (problem !== undefined) return { ok: false, problems: [...new Map(problems.map((each) => [each.field, each])).values()] }
  const value = checked.flatMap(({ event, said }) => {
    if (!said.ok) return []
    const { events: _, ...input } = said.value
    return [{ event, input: { ...input, sessions: input.sessions.filter((id) => event.sessions.some((session) => session.id === id)) } }]
  })
  return { ok: true, value }
}
