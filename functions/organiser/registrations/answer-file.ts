import { refuse } from '../../../shared/http/refusal.ts'
import { type Reply, seeOther } from '../../../shared/http/reply.ts'
import type { StaffRequest } from '../../../shared/http/request.ts'
import { withOwnEvent } from '../event/own-event.ts'
import type { Services } from '../services.ts'

/** The id and round in an address, such as `x7Yk….1`. */
const registrationIn = (text: string): { readonly id: string; readonly round: number } | undefined => {
  const [, id, round] = /^([\w-]{22})\.([1-9]\d{0,5})$/.exec(text) ?? []
  return id === undefined ? undefined : { id, round: Number(round) }
}

/** Sends the organiser of an event to a file that somebody gave as an answer, by an address that works for five minutes. */
export const registrationFile =
  ({ events, files, fileQuestions }: Pick<Services, 'events' | 'files' | 'fileQuestions'>) =>
  (request: StaffRequest): Promise<Reply> =>
    withOwnEvent(events, request, async ({ event }) => {
      const named = registrationIn(request.parameter('registration'))
      const question = fileQuestions(event).find(({ id }) => id === request.parameter('question'))
      if (named === undefined || question === undefined) return refuse(request, 'not-found', 'file')
      // Files lie below the slug of their event, so what is found here is of this organiser's event.
      const place = { registration: { ...named, slug: event.slug }, question: question.id }
      const answer = await files.get(place, request.now)
      return answer?.state === 'kept'
        ? seeOther(await files.downloadUrl(place, answer.name, request.now))
        : refuse(request, 'not-found', 'file')
    })
