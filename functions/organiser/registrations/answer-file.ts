import { refuse } from '../../../shared/http/refusal.ts'
import { type Reply, seeOther } from '../../../shared/http/reply.ts'
import type { StaffRequest } from '../../../shared/http/request.ts'
import { withOwnEvent } from '../event/own-event.ts'
import type { Services } from '../services.ts'

/** The id and round in a URL, such as `x7Yk….1`. */
const registrationIn = (text: string): { readonly id: string; readonly round: number } | undefined => {
  const [, id, round] = /^([\w-]{22})\.([1-9]\d{0,5})$/.exec(text) ?? []
  return id === undefined ? undefined : { id, round: Number(round) }
}

/** Redirects an event's organiser to a file that somebody sent as an answer, with a URL valid for five minutes. */
export const registrationFile =
  ({ events, files, fileQuestions }: Pick<Services, 'events' | 'files' | 'fileQuestions'>) =>
  (request: StaffRequest): Promise<Reply> =>
    withOwnEvent(events, request, async ({ event }) => {
      const named = registrationIn(request.parameter('registration'))
      const question = fileQuestions(event).find(({ id }) => id === request.parameter('question'))
      if (named === undefined || question === undefined) return refuse(request, 'not-found', 'file')
      // Files are stored below their event's slug, so what is found here belongs to this organiser's event.
      const place = { registration: { ...named, slug: event.slug }, question: question.id }
      const answer = await files.get(place, request.now)
      return answer?.state === 'kept'
        ? seeOther(await files.downloadUrl(place, answer.name, request.now))
        : refuse(request, 'not-found', 'file')
    })
