import type * as z from 'zod'
import { registrationListOutput, registrationListQuery } from '../../../shared/api/registrations.ts'
import { check } from '../../../shared/domain/basics/check.ts'
import type { FieldProblem } from '../../../shared/domain/basics/field-problem.ts'
import { type Event, isPublic } from '../../../shared/domain/event/event.ts'
import { participationAt } from '../../../shared/domain/event/participation.ts'
import type { Cursor } from '../../../shared/domain/registration/list-cursor.ts'
import { mayManage } from '../../../shared/domain/who-may.ts'
import { concerning, hidden } from '../../../shared/http/auditing.ts'
import { refuse, refuseFields } from '../../../shared/http/refusal.ts'
import { json, type Reply } from '../../../shared/http/reply.ts'
import type { StaffRequest } from '../../../shared/http/request.ts'
import { paths } from '../../../shared/site/paths.ts'
import type { Events } from '../../../shared/store/events.ts'
import { type Choice, choiceIn, choiceQuery } from './choice-filter.ts'
import { cursorOf, cursorText } from './cursor-text.ts'
import type { FileSource } from './given-files.ts'
import type { Reached, ReachedRegistration } from './reachability.ts'

/** The attendance mark of somebody who gave up the place means nothing, nor does how they take part where that is not asked. */
const asShown = (event: Event, registration: ReachedRegistration): ReachedRegistration => ({
  ...registration,
  attendance: registration.status === 'confirmed' ? registration.attendance : undefined,
  participation: participationAt(event, registration),
})

/** What is asked for that the event does not offer: another's session, or how people take part where nobody is asked. */
const notOffered = (choice: Choice = {}, asked: Pick<z.infer<typeof registrationListQuery>, keyof Choice>): readonly FieldProblem[] => [
  ...(choice.session === asked.session ? [] : [{ field: 'session', code: 'no-such-session' } as const]),
  ...(choice.participation === asked.participation ? [] : [{ field: 'participation', code: 'invalid' } as const]),
]

interface Wanted {
  readonly limit: number
  readonly cursor: Cursor | undefined
  readonly choice: Choice | undefined
}

const pageAsJson = async (reached: Reached, event: Event, { limit, cursor, choice }: Wanted): Promise<Reply> => {
  const { registrations, next } = await reached.pageOf(event.slug, limit, cursor, choice)
  const chosen = choice === undefined ? '' : `&${new URLSearchParams(choiceQuery(choice))}`
  const body: z.infer<typeof registrationListOutput> = registrationListOutput.parse({
    registrations: registrations.map((each) => asShown(event, each)),
    ...(next === undefined ? {} : { next: `${paths.apiRegistrations.to(event)}?limit=${limit}&from=${cursorText(next)}${chosen}` }),
  })
  return concerning(json(body), { count: body.registrations.length })
}

export const listRegistrations =
  ({ events, reached, ...source }: { events: Events; reached: Reached } & FileSource) =>
  async (request: StaffRequest): Promise<Reply> => {
    const slug = request.parameter('slug')
    const event = await events.get(slug)
    if (event === undefined) return refuse(request, 'not-found', 'event')
    if (!mayManage(request.staff, event))
      return isPublic(event) ? refuse(request, 'not-allowed', 'owner') : hidden(refuse(request, 'not-found', 'event'))
    const query = check(registrationListQuery, Object.fromEntries(request.query))
    if (!query.ok) return refuseFields(request, query.problems)
    const { limit, from, session, participation, format } = query.value
    const cursor = from === undefined ? undefined : cursorOf(from, slug)
    if (from !== undefined && cursor === undefined) return refuseFields(request, [{ field: 'from', code: 'invalid' }])
    const choice = choiceIn(event, request.query)
    const problems = notOffered(choice, { session, participation })
    if (problems.length > 0) return refuseFields(request, problems)
    if (format !== 'json')
      return (await import('./download.ts')).listedAs(format, request, { event, reached, source, from: cursor, choice })
    return pageAsJson(reached, event, { limit, cursor, choice })
  }
