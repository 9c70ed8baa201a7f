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
import { type Choice, choiceIn, choiceQuery } from './choice-filter.ts'
import { cursorOf, cursorText } from './cursor-text.ts'
import { givenFiles } from './given-files.ts'
import { type RegistrationsModel, registrationsView } from './registrations-view.ts'

const pageSize = 50
const markedWords: ReadonlyMap<string, 'all' | 'some'> = new Map([
  ['marked', 'all'],
  ['marked-some', 'some'],
])

/** The address of a page of the list. */
const listPath = (
  event: Pick<Event, 'slug'>,
  { from, choice }: { readonly from?: string | undefined; readonly choice?: Choice | undefined },
): string => {
  const said = new URLSearchParams({ ...(from === undefined ? {} : { from }), ...choiceQuery(choice) })
  return said.size === 0 ? paths.eventRegistrations.to(event) : `${paths.eventRegistrations.to(event)}?${said}`
}

/** Which part of the list is shown, and where its neighbours are. */
const placeOf = (
  event: Pick<Event, 'slug'>,
  { choice, cursor, next }: { readonly choice: Choice | undefined; readonly cursor: Cursor | undefined; readonly next?: Cursor },
): Pick<RegistrationsModel, 'choice' | 'next' | 'first' | 'from'> => ({
  ...(choice === undefined ? {} : { choice }),
  ...(next === undefined ? {} : { next: listPath(event, { from: cursorText(next), choice }) }),
  ...(cursor === undefined ? {} : { first: listPath(event, { choice }), from: cursorText(cursor) }),
})

export const registrationList =
  (services: Pick<Services, 'events' | 'reached' | 'files' | 'fileQuestions'>) =>
  (request: StaffRequest): Promise<Reply> =>
    withOwnEvent(services.events, request, async ({ event }) => {
      const cursor = cursorOf(request.query.get('from') ?? '', event.slug)
      const done = markedWords.get(request.query.get('done') ?? '')
      const choice = choiceIn(event, request.query)
      const listed = await services.reached.pageOf(event.slug, pageSize, cursor, choice)
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
          ...placeOf(event, { choice, cursor, ...(listed.next === undefined ? {} : { next: listed.next }) }),
          takesAttendance: takesAttendance(event, request.now),
          cancellable: isRunning(event, request.now),
          ...(done === undefined ? {} : { marked: done }),
        }),
      )
      return concerning(shown, { count: listed.registrations.length })
    })
