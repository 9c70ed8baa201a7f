import { speakerInput, speakerListOutput, speakerOutput, speakerPatch } from '../../../shared/api/speakers.ts'
import type { Event } from '../../../shared/domain/event/event.ts'
import { concerning } from '../../../shared/http/auditing.ts'
import { withBody } from '../../../shared/http/body.ts'
import { refuse, refuseFields } from '../../../shared/http/refusal.ts'
import { json, type Reply } from '../../../shared/http/reply.ts'
import type { StaffRequest } from '../../../shared/http/request.ts'
import type { Inviting } from '../../../shared/use-cases/speaker/inviting.ts'
import { withOwnEvent } from '../event/own-event.ts'
import type { SpeakerParts } from './parts.ts'
import { type Parts, speakerRefusals } from './speakers.ts'

const answer = (request: StaffRequest, done: Inviting, status = 200): Promise<Reply> | Reply => {
  switch (done.outcome) {
    case 'done':
      return concerning(json(speakerOutput.parse(done.speaker), status), { target: done.speaker.id })
    case 'invalid':
      return refuseFields(request, done.problems)
    default:
      return refuse(request, ...speakerRefusals[done.outcome])
  }
}

type Act = (parts: SpeakerParts, event: Event, request: StaffRequest) => Promise<Inviting>

const acting =
  (act: Act) =>
  (services: Parts) =>
  (request: StaffRequest): Promise<Reply> =>
    withOwnEvent(services.events, request, async ({ event }) => answer(request, await act(await services.speakerParts(), event, request)))

export const listSpeakers =
  (services: Parts) =>
  (request: StaffRequest): Promise<Reply> =>
    withOwnEvent(services.events, request, async ({ event }) => {
      const { speakers } = await services.speakerParts()
      const all = (await speakers.listOf(event)).toSorted((one, other) => one.name.localeCompare(other.name))
      return concerning(json(speakerListOutput.parse({ speakers: all })), { count: all.length })
    })

export const addSpeaker =
  (services: Parts) =>
  (request: StaffRequest): Promise<Reply> =>
    withBody(request, speakerInput, (input) =>
      withOwnEvent(services.events, request, async ({ event }) => {
        const { inviting } = await services.speakerParts()
        return answer(request, await inviting.add(event, input, request.now), 201)
      }),
    )

export const getSpeaker = acting(async ({ speakers }, event, request) => {
  const found = event.speakersAt === undefined ? undefined : await speakers.get(event.speakersAt, request.parameter('id'))
  return found === undefined ? { outcome: 'no-such-speaker' } : { outcome: 'done', speaker: found }
})

export const changeSpeaker =
  (services: Parts) =>
  (request: StaffRequest): Promise<Reply> =>
    withBody(request, speakerPatch, (patch) =>
      withOwnEvent(services.events, request, async ({ event }) => {
        const { inviting } = await services.speakerParts()
        return answer(request, await inviting.change(event, request.parameter('id'), patch, request.now))
      }),
    )

export const inviteSpeaker = acting(({ inviting }, event, request) => inviting.invite(event, request.parameter('id'), request.now))

export const removeSpeaker = acting(({ inviting }, event, request) => inviting.remove(event, request.parameter('id'), request.now))
