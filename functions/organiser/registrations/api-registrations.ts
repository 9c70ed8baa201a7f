import type * as z from 'zod'
import { registrationListOutput, registrationListQuery } from '../../../shared/api/registrations.ts'
import { check } from '../../../shared/domain/basics/check.ts'
import { isPublic } from '../../../shared/domain/event/event.ts'
import type { Cursor } from '../../../shared/domain/registration/list-cursor.ts'
import { mayManage } from '../../../shared/domain/who-may.ts'
import { concerning, hidden } from '../../../shared/http/auditing.ts'
import { refuse, refuseFields } from '../../../shared/http/refusal.ts'
import { json, type Reply } from '../../../shared/http/reply.ts'
import type { StaffRequest } from '../../../shared/http/request.ts'
import { paths } from '../../../shared/site/paths.ts'
import type { Events } from '../../../shared/store/events.ts'
import { cursorOf, cursorText } from './cursor-text.ts'
import type { FileSource } from './given-files.ts'
import type { Reached, ReachedRegistration } from './reachability.ts'
import { sessionIn } from './session-filter.ts'

/** The attendance mark of somebody who gave up the place means nothing. */
const withoutOldMark = (registration: ReachedRegistration): ReachedRegistration =>
  registration.status === 'confirmed' ? registration : { ...registration, attendance: undefined }

interface Wanted {
  readonly limit: number
  readonly cursor: Cursor | undefined
  readonly session: string | undefined
}

const pageAsJson = async (reached: Reached, slug: string, { limit, cursor, session }: Wanted): Promise<Reply> => {
  const { registrations, next } = await reached.pageOf(slug, limit, cursor, session)
  const chosen = session === undefined ? '' : `&session=${session}`
  const body: z.infer<typeof registrationListOutput> = registrationListOutput.parse({
    registrations: registrations.map(withoutOldMark),
    ...(next === undefined ? {} : { next: `${paths.apiRegistrations.to({ slug })}?limit=${limit}&from=${cursorText(next)}${chosen}` }),
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
    const { limit, from, session, format } = query.value
    const cursor = from === undefined ? undefined : cursorOf(from, slug)
    if (from !== undefined && cursor === undefined) return refuseFields(request, [{ field: 'from', code: 'invalid' }])
    if (sessionIn(event, request.query) !== session) return refuseFields(request, [{ field: 'session', code: 'no-such-session' }])
    if (format !== 'json')
      return (await import('./download.ts')).listedAs(format, request, { event, reached, source, from: cursor, session })
    return pageAsJson(reached, slug, { limit, cursor, session })
  }
