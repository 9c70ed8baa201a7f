import * as z from 'zod'
import { type Checked, check } from '../../domain/basics/check.ts'
import { type FieldProblem, withMore } from '../../domain/basics/field-problem.ts'
import { readablePart } from '../../domain/basics/readable-part.ts'
import { type Instant, minutesBetween } from '../../domain/basics/wall-time.ts'
import {
  type AddedDate,
  addedDateSchema,
  type PlannedDate,
  type PlannedSeries,
  type SeriesPatch,
  seriesPatchSchema,
} from '../../domain/event/dates.ts'
import { type Event, type EventInput, inputOf, isPublic, slugOf } from '../../domain/event/event.ts'
import { mostDates } from '../../domain/event/from-until.ts'
import { eventInputAt } from '../../domain/event/input.ts'
import { patched } from '../../domain/event/patch.ts'
import { type Series, stillToCome, typical } from '../../domain/event/series.ts'
import { movedBy } from '../../domain/event/time-limits.ts'
import { mayManage } from '../../domain/who-may.ts'
import { inGroups } from '../../runtime/in-parallel.ts'
import { doubling, untilSettled } from '../../runtime/until-settled.ts'
import type { Events } from '../../store/events.ts'
import type { SeriesStore } from '../../store/programme/series.ts'
import type { Managed, Managing, Who } from './managing.ts'

/** A series with the events of its dates, by start. */
export interface SeriesWithEvents {
  readonly series: Series
  readonly events: readonly Event[]
}

/** How an organiser's action on a series ended. */
export type SeriesManaged = ({ readonly outcome: 'done' } & SeriesWithEvents) | Exclude<Managed, { readonly outcome: 'done' }>

type Refused = Exclude<SeriesManaged, { readonly outcome: 'done' }>

/** Finds a series with the events of its dates. */
export const createFindingSeries =
  ({ series, events }: { readonly series: SeriesStore; readonly events: Pick<Events, 'get'> }) =>
  async (slug: string): Promise<SeriesWithEvents | undefined> => {
    const found = await series.get(slug)
    if (found === undefined) return undefined
    const members = await inGroups(found.dates, (date) => events.get(date.slug))
    const there = members.flatMap((event) => (event === undefined ? [] : [event]))
    return { series: found, events: there.toSorted((one, other) => one.startsAt.localeCompare(other.startsAt)) }
  }

/** Whether anything of a series is public. */
export const isPublicSeries = ({ events }: SeriesWithEvents): boolean => events.some(isPublic)

/** The input for another date like this one, without the words that it has of its own. */
const anotherLike = (model: Event, { title, summary }: Series, { start, ...own }: AddedDate): unknown => {
  const alone = new Set(model.changedAlone)
  const words = { ...(alone.has('title') ? { title } : {}), ...(alone.has('summary') ? { summary } : {}) }
  return Object.assign({}, movedBy(inputOf(model), minutesBetween(model.start, start)), words, own)
}

const readableDate = addedDateSchema.partial()

/** The input of another date, or all that is wrong with it: by itself, among the other dates, and as an event. */
const checkDate = ({ series, events }: SeriesWithEvents, model: Event, said: unknown, now: Instant): Checked<EventInput> => {
  const date = check(addedDateSchema, said)
  const { start, ...own } = readablePart(readableDate, said) ?? {}
  const full: readonly FieldProblem[] = events.length < mostDates ? [] : [{ field: 'start', code: 'too-many-dates', limit: mostDates }]
  const isThere = events.some((event) => event.start === start && event.status !== 'cancelled')
  const among: readonly FieldProblem[] = isThere ? withMore(full, [{ field: 'start', code: 'duplicate' }]) : full
  const problems = withMore(date.ok ? [] : date.problems, among)
  if (start === undefined) return { ok: false, problems }
  const checked = check(eventInputAt(now), anotherLike(model, series, { start, ...own }))
  return checked.ok && problems.length === 0 ? checked : { ok: false, problems: withMore(problems, checked.ok ? [] : checked.problems) }
}

type Said = Readonly<Record<string, unknown>>

/** The fields of a change of which something is wrong, so that the dates tell what else is. */
const saidIn = (body: unknown): Said => {
  const { start: _, end: __, allowBelowGiven: ___, ...fields } = z.looseObject({}).safeParse(body).data ?? {}
  return fields
}

/** The part of a change that a date gets: without the fields changed alone, and with times moved as far as the date is from the first. */
const partFor = ({ slug, changedAlone = [] }: Event, series: Series, patch: Said): Said => {
  const [first] = series.dates
  const planned = series.dates.find((date) => date.slug === slug)
  const minutes = first === undefined || planned === undefined ? 0 : minutesBetween(first.start, planned.start)
  const moved = Object.entries(Object.assign({}, movedBy(patch, minutes)))
  return Object.fromEntries(moved.filter(([field]) => !changedAlone.includes(field)))
}

export const createPlanningSeries = ({
  series: store,
  events,
  managing,
}: {
  readonly series: SeriesStore
  readonly events: Pick<Events, 'get'>
  readonly managing: Managing
}) => {
  const find = createFindingSeries({ series: store, events })

  /** A series of the caller's own; to others one that is not public does not exist. */
  const own = async (slug: string, { staff }: Who): Promise<SeriesWithEvents | Refused> => {
    const found = await find(slug)
    if (found === undefined) return { outcome: 'no-such-event' }
    if (mayManage(staff, found.series)) return found
    return { outcome: isPublicSeries(found) ? 'not-owner' : 'no-such-event' }
  }

  const again = async (slug: string): Promise<SeriesManaged> => {
    const found = await find(slug)
    return found === undefined ? { outcome: 'no-such-event' } : { outcome: 'done', ...found }
  }

  /** Changes each date that is still to come, or only looks; returns what is in the way, if anything. */
  const changeAll = async (dates: readonly Event[], series: Series, who: Who, patch: Said, dry: boolean): Promise<Refused | undefined> => {
    for (const { slug } of dates) {
      const changed = await managing.changeWithSeries(slug, who, (event) => patched(inputOf(event), partFor(event, series, patch)), dry)
      if (changed.outcome === 'invalid') return { outcome: 'invalid', problems: ofDate(changed.problems) }
      // A date that is over or called off stays as it is.
      if (changed.outcome !== 'done' && changed.outcome !== 'wrong-state') return changed
    }
    return undefined
  }

  /** A change that every date can take, or all that is in its way. */
  const tryChange = async (
    { series, events: dates }: SeriesWithEvents,
    who: Who,
    said: unknown,
  ): Promise<{ patch: SeriesPatch } | Refused> => {
    const checked = check(seriesPatchSchema, said)
    const refused = await changeAll(dates, series, who, checked.ok ? checked.value : saidIn(said), true)
    if (checked.ok) return refused ?? { patch: checked.value }
    if (refused !== undefined && refused.outcome !== 'invalid') return refused
    return { outcome: 'invalid', problems: withMore(checked.problems, refused?.problems ?? []) }
  }

  const createDate = (series: Series, { input, changedAlone }: PlannedDate, who: Who): Promise<Event> => {
    const base = `${slugOf(input.title)}-${input.start.slice(0, 10)}`
    return managing.create(input, who, {
      base,
      series: series.slug,
      ...(changedAlone.length === 0 ? {} : { changedAlone: [...changedAlone] }),
    })
  }

  /** Lists a new date in its series; `again` if somebody else changed the series meanwhile. */
  const list = async (slug: string, { slug: event, start }: Event): Promise<boolean | 'again'> => {
    const series = await store.get(slug)
    if (series === undefined) return false
    const dates = [...series.dates, { slug: event, start }].toSorted((one, other) => one.start.localeCompare(other.start))
    return (await store.save(series, { ...series, dates })) ? true : 'again'
  }

  const reserve = async ({ title, summary }: Pick<Series, 'title' | 'summary'>, { staff, now }: Who): Promise<Series> => {
    const base = slugOf(title)
    for (let number = 1; ; number++) {
      const slug = number === 1 ? base : `${base}-${number}`
      const series: Series = { slug, owner: staff.subject, coOrganisers: [], title, summary, dates: [], createdAt: now, version: 0 }
      if (await store.create(series)) return series
    }
  }

  return {
    find,

    /** Those of these series that are the caller's own, by title. */
    among: async (slugs: readonly string[], { staff }: Pick<Who, 'staff'>): Promise<readonly Series[]> => {
      const found = await inGroups(slugs, (slug) => store.get(slug))
      const own = found.flatMap((series) => (series !== undefined && mayManage(staff, series) ? [series] : []))
      return own.toSorted((one, other) => one.title.localeCompare(other.title))
    },

    own: async (slug: string, who: Who): Promise<SeriesManaged> => {
      const found = await own(slug, who)
      return 'outcome' in found ? found : { outcome: 'done', ...found }
    },

    /** A new series of drafts. One that is interrupted leaves drafts that belong to no series yet; nobody else sees them. */
    create: async ({ dates: planned, ...whole }: PlannedSeries, who: Who): Promise<SeriesWithEvents> => {
      const series = await reserve(whole, who)
      const made: Event[] = []
      for (const date of planned) made.push(await createDate(series, date, who))
      const dates = made.map(({ slug, start }) => ({ slug, start }))
      await store.save(series, { ...series, dates })
      return { series: { ...series, dates }, events: made }
    },

    /**
     * Adds a draft for another date, with what the other dates have in common. One whose adding is interrupted leaves a draft that
     * belongs to no series yet.
     */
    add: async (slug: string, who: Who, said: unknown): Promise<SeriesManaged> => {
      const found = await own(slug, who)
      if ('outcome' in found) return found
      const model = typical(found.events)
      if (model === undefined) return { outcome: 'wrong-state' }
      const checked = checkDate(found, model, said, who.now)
      if (!checked.ok) return { outcome: 'invalid', problems: checked.problems }
      const changedAlone = checked.value.title === found.series.title ? [] : (['title'] as const)
      const made = await createDate(found.series, { input: checked.value, changedAlone }, who)
      const listed = await untilSettled(() => list(slug, made), { rounds: 10, pauseMs: doubling(5, 200), otherwise: () => false })
      return listed ? again(slug) : { outcome: 'changed-meanwhile' }
    },

    /** Cancels every date that is not over, drafts too; the mails about it say the reason in the organiser's words. */
    cancelRest: async (slug: string, who: Who, reason?: string): Promise<SeriesManaged> => {
      const found = await own(slug, who)
      if ('outcome' in found) return found
      const rest = stillToCome(found.events, who.now)
      if (rest.length === 0) return { outcome: 'wrong-state' }
      for (const event of rest) {
        const cancelled = await managing.cancel(event.slug, who, reason)
        if (cancelled.outcome === 'not-owner' || cancelled.outcome === 'changed-meanwhile') return cancelled
      }
      return again(slug)
    },

    /** Publishes each date that is still a draft and not over. What was called off stays so. */
    publish: async (slug: string, who: Who): Promise<SeriesManaged> => {
      const found = await own(slug, who)
      if ('outcome' in found) return found
      const drafts = stillToCome(found.events, who.now).filter(({ status }) => status === 'draft')
      if (drafts.length === 0) return { outcome: 'wrong-state' }
      for (const draft of drafts) {
        const published = await managing.publish(draft.slug, who)
        if (published.outcome === 'not-owner' || published.outcome === 'changed-meanwhile') return published
      }
      return again(slug)
    },

    /**
     * Changes every date that is still to come, except in the fields that were changed there alone: all of them, or none if something
     * is wrong with one. A date called off stays so.
     */
    change: async (slug: string, who: Who, said: unknown): Promise<SeriesManaged> => {
      const found = await own(slug, who)
      if ('outcome' in found) return found
      const { series } = found
      if (stillToCome(found.events, who.now).length === 0) return { outcome: 'wrong-state' }
      const tried = await tryChange(found, who, said)
      if ('outcome' in tried) return tried
      const { patch } = tried
      const refused = await changeAll(found.events, series, who, patch, false)
      if (refused !== undefined) return refused
      const { title = series.title, summary = series.summary } = patch
      if (title !== series.title || summary !== series.summary) await store.save(series, { ...series, title, summary })
      return again(slug)
    },
  }
}
export type PlanningSeries = ReturnType<typeof createPlanningSeries>

/** A date's start and end are not in the change; what is wrong with them is due to another field. */
const ofDate = (problems: readonly FieldProblem[]): readonly FieldProblem[] =>
  problems.map((problem) => (problem.field === 'start' || problem.field === 'end' ? { ...problem, field: '' } : problem))
