import { check } from '../../../shared/domain/basics/check.ts'
import type { Event } from '../../../shared/domain/event/event.ts'
import { type EventSpeaker, speakerPatchSchema, takesSpeakers } from '../../../shared/domain/speaker/speaker.ts'
import { refuse } from '../../../shared/http/refusal.ts'
import { page, type Reply, seeOther } from '../../../shared/http/reply.ts'
import { formOf, type StaffRequest } from '../../../shared/http/request.ts'
import { paths } from '../../../shared/site/paths.ts'
import { withOwnEvent } from '../event/own-event.ts'
import { removeSpeakerView, type SpeakerModel, speakerView } from './one-speaker-view.ts'
import { listPath, type Parts, speakerRefusals } from './speakers.ts'
import { inputIn, valuesIn, valuesOf } from './typed-speaker.ts'

type Run = (event: Event, speaker: EventSpeaker) => Promise<Reply> | Reply

/** Runs a page about the speaker in the URL, of an event of the reader's. */
const withSpeaker = (services: Parts, request: StaffRequest, run: Run): Promise<Reply> =>
  withOwnEvent(services.events, request, async ({ event }) => {
    const { speakers } = await services.speakerParts()
    const speaker = event.speakersAt === undefined ? undefined : await speakers.get(event.speakersAt, request.parameter('id'))
    return speaker === undefined ? refuse(request, ...speakerRefusals['no-such-speaker']) : run(event, speaker)
  })

const show = (request: StaffRequest, event: Event, speaker: EventSpeaker, more: Partial<SpeakerModel> = {}): Promise<Reply> => {
  const model = {
    event,
    speaker,
    open: takesSpeakers(event, request.now),
    values: request.typed === undefined ? valuesOf(speaker) : valuesIn(request.typed),
    problems: [],
    ...(request.query.get('done') === 'saved' && more.problems === undefined ? { notice: 'saved' as const } : {}),
    ...more,
  }
  return page(speakerView(request.context, model), more.problems === undefined ? 200 : 422)
}

export const speaker =
  (services: Parts) =>
  (request: StaffRequest): Promise<Reply> =>
    withSpeaker(services, request, (event, found) => show(request, event, found))

export const changeSpeaker =
  (services: Parts) =>
  (request: StaffRequest): Promise<Reply> =>
    withSpeaker(services, request, async (event, found) => {
      const form = formOf(request)
      const checked = check(speakerPatchSchema.required({ name: true }), { rehearsal: null, ...inputIn(form) })
      if (!checked.ok) return show(request, event, found, { values: valuesIn(form), problems: checked.problems })
      const { inviting } = await services.speakerParts()
      const changed = await inviting.change(event, found.id, checked.value, request.now)
      switch (changed.outcome) {
        case 'done':
          return seeOther(`${paths.eventSpeaker.to({ slug: event.slug, id: found.id })}?done=saved`)
        case 'invalid':
          return show(request, event, found, { values: valuesIn(form), problems: changed.problems })
        default:
          return refuse(request, ...speakerRefusals[changed.outcome])
      }
    })

export const inviteSpeaker =
  (services: Parts) =>
  (request: StaffRequest): Promise<Reply> =>
    withSpeaker(services, request, async (event, { id }) => {
      const { inviting } = await services.speakerParts()
      const { outcome } = await inviting.invite(event, id, request.now)
      return outcome === 'done' || outcome === 'invalid'
        ? seeOther(listPath(event, 'invited'))
        : refuse(request, ...speakerRefusals[outcome])
    })

export const checkSpeakerRemoval =
  (services: Parts) =>
  (request: StaffRequest): Promise<Reply> =>
    withSpeaker(services, request, (event, found) => page(removeSpeakerView(request.context, { event, speaker: found })))

export const removeSpeaker =
  (services: Parts) =>
  (request: StaffRequest): Promise<Reply> =>
    withSpeaker(services, request, async (event, { id }) => {
      const { inviting } = await services.speakerParts()
      const { outcome } = await inviting.remove(event, id, request.now)
      return outcome === 'changed-meanwhile' ? refuse(request, ...speakerRefusals[outcome]) : seeOther(listPath(event, 'removed'))
    })
