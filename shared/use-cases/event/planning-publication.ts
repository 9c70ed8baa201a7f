import type { Checked } from '../../domain/basics/check.ts'
import { type Event, mayTake } from '../../domain/event/event.ts'
import { missingOf } from '../../domain/event/missing.ts'
import { publicationAt, publicationsAt } from '../../domain/event/publication.ts'
import { stillToCome } from '../../domain/event/series.ts'
import { doubling, untilSettled } from '../../runtime/until-settled.ts'
import type { Events } from '../../store/events.ts'
import type { EventMarks } from '../../store/programme/event-marks.ts'
import { findOwn } from './finding-own-draft.ts'
import type { Managed, Who } from './managing.ts'
import type { PlanningSeries, SeriesManaged } from './planning-series.ts'

interface Parts {
  readonly events: Pick<Events, 'get'>
  readonly marks: Pick<EventMarks, 'plan'>
}

type Decided = { readonly to: Event['publication'] } | Exclude<Managed, { readonly outcome: 'done' }>

/** Plans when a draft is published; the clock does it. Changes of the draft leave that as it is. */
export const createPlanningPublication = ({ events, marks }: Parts) => {
  const act = (slug: string, who: Who, decide: (event: Event) => Decided): Promise<Managed> =>
    untilSettled<Managed>(
      async () => {
        const event = await findOwn(events, slug, who, ({ status }) => mayTake('publish', status))
        if ('outcome' in event) return event
        const decided = decide(event)
        if ('outcome' in decided) return decided
        const { publication: _, ...rest } = event
        const planned = decided.to === undefined ? rest : { ...rest, publication: decided.to }
        return (await marks.plan(event, decided.to)) ? { outcome: 'done', event: planned } : 'again'
      },
      { rounds: 10, pauseMs: doubling(5, 200), otherwise: () => ({ outcome: 'changed-meanwhile' }) },
    )

  return {
    /**
     * Publishes the draft at a wall time in its zone, instead of any time planned before. What it lacks now it may lack then: whoever
     * plans it was told.
     */
    plan: (slug: string, who: Who, publishAt: string): Promise<Managed> =>
      act(slug, who, (event) => {
        const at = publicationAt(event, publishAt, who.now)
        return at.ok ? { to: { at: at.value, without: [...missingOf(event)] } } : { outcome: 'invalid', problems: at.problems }
      }),

    /** The draft stays one until somebody publishes it. Repeating it changes nothing. */
    withdraw: (slug: string, who: Who): Promise<Managed> => act(slug, who, () => ({ to: undefined })),
  }
}

interface SeriesParts {
  readonly own: PlanningSeries['own']
  readonly marks: Pick<EventMarks, 'planAll'>
}

type Plans = Checked<readonly Event['publication'][]>

/** Plans when the drafts of a series are published: all those that are not over, in one write, or none. */
export const createPlanningForAll = ({ own, marks }: SeriesParts) => {
  const act = (slug: string, who: Who, decide: (drafts: readonly Event[]) => Plans): Promise<SeriesManaged> =>
    untilSettled<SeriesManaged>(
      async () => {
        const found = await own(slug, who)
        if (found.outcome !== 'done') return found
        const drafts = stillToCome(found.events, who.now).filter(({ status }) => mayTake('publish', status))
        if (drafts.length === 0) return { outcome: 'wrong-state' }
        const decided = decide(drafts)
        if (!decided.ok) return { outcome: 'invalid', problems: decided.problems }
        const plans = drafts.map((read, index) => ({ read, publication: decided.value[index] }))
        return (await marks.planAll(plans)) ? own(slug, who) : 'again'
      },
      { rounds: 10, pauseMs: doubling(5, 200), otherwise: () => ({ outcome: 'changed-meanwhile' }) },
    )

  return {
    /** Publishes each draft at a wall time in its own zone, instead of any time planned before. */
    plan: (slug: string, who: Who, publishAt: string): Promise<SeriesManaged> =>
      act(slug, who, (drafts) => publicationsAt(drafts, publishAt, who.now)),

    /** The drafts stay drafts until somebody publishes them. Repeating it changes nothing. */
    withdraw: (slug: string, who: Who): Promise<SeriesManaged> => act(slug, who, () => ({ ok: true, value: [] })),
  }
}
