import { check } from '../../../shared/domain/basics/check.ts'
import type { FieldProblem } from '../../../shared/domain/basics/field-problem.ts'
import type { Event } from '../../../shared/domain/event/event.ts'
import { speakerInputSchema, takesSpeakers } from '../../../shared/domain/speaker/speaker.ts'
import { concerning } from '../../../shared/http/auditing.ts'
import { type Refusal, refuse } from '../../../shared/http/refusal.ts'
import { page, type Reply, seeOther } from '../../../shared/http/reply.ts'
import { formOf, type StaffRequest } from '../../../shared/http/request.ts'
import { paths } from '../../../shared/site/paths.ts'
import type { Inviting } from '../../../shared/use-cases/speaker/inviting.ts'
import { withOwnEvent } from '../event/own-event.ts'
import type { Services } from '../services.ts'
import { type SpeakersModel, type SpeakersNotice, speakersView } from './speakers-view.ts'
import { inputIn, valuesIn } from './typed-speaker.ts'

export type Parts = Pick<Services, 'events' | 'speakerParts'>

const notices = ['added', 'added-and-invited', 'invited', 'all-invited', 'removed'] as const satisfies readonly SpeakersNotice[]

/** What refuses a request about a speaker as a whole. */
export const speakerRefusals: Readonly<Record<Exclude<Inviting['outcome'], 'done' | 'invalid'>, Refusal>> = {
  'no-such-speaker': ['not-found', 'speaker'],
  'wrong-state': ['state-conflict', 'speakingOver'],
  'changed-meanwhile': ['state-conflict', 'meanwhile'],
}

export const listPath = (event: Pick<Event, 'slug'>, done: (typeof notices)[number]): string =>
  `${paths.eventSpeakers.to(event)}?done=${done}`

const show = async (services: Parts, request: StaffRequest, event: Event, more: Partial<SpeakersModel> = {}): Promise<Reply> => {
  const { speakers } = await services.speakerParts()
  const all = (await speakers.listOf(event)).toSorted((one, other) => one.name.localeCompare(other.name))
  const notice = notices.find((known) => known === request.query.get('done'))
  const model = {
    event,
    speakers: all,
    open: takesSpeakers(event, request.now),
    values: request.typed === undefined ? { language: event.language, role: 'speaker' } : valuesIn(request.typed),
    problems: [],
    ...(notice === undefined || more.problems !== undefined ? {} : { notice }),
    ...more,
  }
  return concerning(await page(speakersView(request.context, model), more.problems === undefined ? 200 : 422), { count: all.length })
}

export const speakers =
  (services: Parts) =>
  (request: StaffRequest): Promise<Reply> =>
    withOwnEvent(services.events, request, ({ event }) => show(services, request, event))

export const addSpeaker =
  (services: Parts) =>
  (request: StaffRequest): Promise<Reply> =>
    withOwnEvent(services.events, request, async ({ event }) => {
      const form = formOf(request)
      const again = (problems: readonly FieldProblem[]): Promise<Reply> =>
        show(services, request, event, { values: valuesIn(form), problems })
      const invite = form.get('invite') === 'true'
      const checked = check(speakerInputSchema, { ...inputIn(form), invite })
      if (!checked.ok) return again(checked.problems)
      const { inviting } = await services.speakerParts()
      const added = await inviting.add(event, checked.value, request.now)
      switch (added.outcome) {
        case 'done':
          return seeOther(listPath(event, invite ? 'added-and-invited' : 'added'))
        case 'invalid':
          return again(added.problems)
        default:
          return refuse(request, ...speakerRefusals[added.outcome])
      }
    })

/** Asks everybody who has not been asked yet. */
export const inviteSpeakers =
  (services: Parts) =>
  (request: StaffRequest): Promise<Reply> =>
    withOwnEvent(services.events, request, async ({ event }) => {
      const { inviting, speakers: store } = await services.speakerParts()
      const open = (await store.listOf(event)).filter(({ state }) => state === 'added')
      for (const { id } of open) {
        const { outcome } = await inviting.invite(event, id, request.now)
        if (outcome === 'wrong-state') return refuse(request, ...speakerRefusals[outcome])
      }
      return concerning(seeOther(listPath(event, 'all-invited')), { count: open.length })
    })
