import type { Event } from '../../../shared/domain/event/event.ts'
import { isRunning } from '../../../shared/domain/event/registration-window.ts'
import { takesAttendance } from '../../../shared/domain/registration/attendance.ts'
import type { Cursor } from '../../../shared/domain/registration/list-cursor.ts'
import { concerning } from '../../../shared/http/auditing.ts'
import { page, type Reply } from '../../../shared/http/reply.ts'
import type { StaffRequest } from '../../../shared/http/request.ts'
import { paths } from '../../../shared/site/paths.ts'
import { chosenMarks } from '../attendance/attendance-view.ts'
import { withOwnEvent } from '../event/own-event.ts'
import type { Services } from '../services.ts'
import { cursorOf, cursorText } from './cursor-text.ts'
import { givenFiles } from './given-files.ts'
import { type RegistrationsModel, registrationsView } from './registrations-view.ts'
import { sessionIn } from './session-filter.ts'

const pageSize = 50
const markedWords: ReadonlyMap<string, 'all' | 'some'> = new Map([
  ['marked', 'all'],
  ['marked-some', 'some'],
])

/** The address of a page of the list. */
const listPath = (
  event: Pick<Event, 'slug'>,
  query: { readonly from?: string | undefined; readonly session?: string | undefined },
): string => {
  const said = new URLSearchParams(Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))
  return said.size === 0 ? paths.eventRegistrations.to(event) : `${paths.eventRegistrations.to(event)}?${said}`
}

/** Which part of the list is shown, and where its neighbours are. */
const placeOf = (
  event: Pick<Event, 'slug'>,
  { session, cursor, next }: { readonly session: string | undefined; readonly cursor: Cursor | undefined; readonly next?: Cursor },
): Pick<RegistrationsModel, 'session' | 'next' | 'first' | 'from'> => ({
  ...(session === undefined ? {} : { session }),
  ...(next === undefined ? {} : { next: listPath(event, { from: cursorText(next), session }) }),
  ...(cursor === undefined ? {} : { first: listPath(event, { session }), from: cursorText(cursor) }),
})

export const registrationList =
  (services: Pick<Services, 'events' | 'reached' | 'files' | 'fileQuestions'>) =>
  (request: StaffRequest): Promise<Reply> =>
    withOwnEvent(services.events, request, async ({ event }) => {
      const cursor = cursorOf(request.query.get('from') ?? '', event.slug)
      const done = markedWords.get(request.query.get('done') ?? '')
      const session = sessionIn(event, request.query)
      const listed = await services.reached.pageOf(event.slug, pageSize, cursor, session)
      const files = await givenFiles(services, event, listed.registrations, request.now)
      const chosen = new Map(chosenMarks(request.typed ?? new URLSearchParams()).map((each) => [each.id, each.chosen]))
      const shown = await page(
        registrationsView(request.context, {
          event,
          erased: listed.erased,
          registrations: listed.registrations.map((registration, index) => ({
            ...registration,
            files: files[index] ?? [],
            chosen: chosen.get(registration.id),
          })),
          ...placeOf(event, { session, cursor, ...(listed.next === undefined ? {} : { next: listed.next }) }),
          takesAttendance: takesAttendance(event, request.now),
          cancellable: isRunning(event, request.now),
          ...(done === undefined ? {} : { marked: done }),
        }),
      )
      return concerning(shown, { count: listed.registrations.length })
    })
