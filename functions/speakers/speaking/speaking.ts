import { check } from '../../../shared/domain/basics/check.ts'
import type { FieldProblem } from '../../../shared/domain/basics/field-problem.ts'
import type { Event } from '../../../shared/domain/event/event.ts'
import { linksEnded } from '../../../shared/domain/event/registration-window.ts'
import { type EventSpeaker, speakerAnswerSchema, takesSpeakers } from '../../../shared/domain/speaker/speaker.ts'
import { type Refusal, refuse } from '../../../shared/http/refusal.ts'
import { page, type Reply, seeOther } from '../../../shared/http/reply.ts'
import { filled, formOf, type Request } from '../../../shared/http/request.ts'
import { paths } from '../../../shared/site/paths.ts'
import { speakerSubject } from '../../../shared/tokens/speaker-token.ts'
import type { Answered } from '../../../shared/use-cases/speaker/answering.ts'
import type { FormValues } from '../../../shared/views/form/form.ts'
import type { Services } from '../services.ts'
import { speakingView } from './speaking-view.ts'

type Run = (event: Event, speaker: EventSpeaker) => Promise<Reply> | Reply

/** Runs a page behind a speaker's own link, until some time after the event: to anyone without the link it does not exist. */
const linked = async (services: Services, request: Request, run: Run): Promise<Reply> => {
  const subject = speakerSubject(await services.keys.links(), request.parameter('token'))
  const speaker = subject === undefined ? undefined : await services.speakers.get(subject.slug, subject.id)
  const event = speaker === undefined ? undefined : await services.findEvent(speaker.slug)
  if (speaker === undefined || event === undefined || speaker.nonce !== subject?.nonce) return refuse(request, 'not-found', 'link')
  return linksEnded(event, request.now) ? refuse(request, 'gone', 'linkEnded') : run(event, speaker)
}

const valuesOf = ({ name, organisation, biography, recording, slides, needs }: EventSpeaker): FormValues => ({
  name,
  organisation,
  biography,
  recording,
  slides,
  needs,
})

const show = (
  request: Request,
  event: Event,
  speaker: EventSpeaker,
  given?: { readonly values: FormValues; readonly problems: readonly FieldProblem[] },
): Promise<Reply> =>
  page(
    speakingView(request.context, {
      token: request.parameter('token'),
      event,
      speaker,
      open: takesSpeakers(event, request.now),
      done: request.query.has('done'),
      values: valuesOf(speaker),
      problems: [],
      ...given,
    }),
    given === undefined ? 200 : 422,
  )

const refusals: Readonly<Record<Exclude<Answered['outcome'], 'done'>, Refusal>> = {
  'no-such-speaker': ['not-found', 'link'],
  'wrong-state': ['state-conflict', 'speakingOver'],
  'changed-meanwhile': ['state-conflict', 'meanwhile'],
}

const answer = (request: Request, { outcome }: Answered): Promise<Reply> | Reply =>
  outcome === 'done' ? seeOther(`${paths.speaking.to({ token: request.parameter('token') })}?done`) : refuse(request, ...refusals[outcome])

export const speaking =
  (services: Services) =>
  (request: Request): Promise<Reply> =>
    linked(services, request, (event, speaker) => show(request, event, speaker))

/** Confirms, or saves what somebody who has confirmed changed. */
export const confirmSpeaking =
  (services: Services) =>
  (request: Request): Promise<Reply> =>
    linked(services, request, async (event, speaker) => {
      const values = filled(formOf(request))
      const checked = check(speakerAnswerSchema, values)
      if (!checked.ok) return show(request, event, speaker, { values, problems: checked.problems })
      return answer(request, await services.answering.confirm(event, speaker, checked.value, request.now))
    })

export const declineSpeaking =
  (services: Services) =>
  (request: Request): Promise<Reply> =>
    linked(services, request, async (event, speaker) => answer(request, await services.answering.decline(event, speaker, request.now)))
