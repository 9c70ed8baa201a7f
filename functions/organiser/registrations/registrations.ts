import { isRunning } from '../../../shared/domain/event/registration-window.ts'
import { takesAttendance } from '../../../shared/domain/registration/attendance.ts'
import { concerning } from '../../../shared/http/auditing.ts'
import { page, type Reply } from '../../../shared/http/reply.ts'
import type { StaffRequest } from '../../../shared/http/request.ts'
import { paths } from '../../../shared/site/paths.ts'
import { chosenMarks } from '../attendance/attendance-view.ts'
import { withOwnEvent } from '../event/own-event.ts'
import type { Services } from '../services.ts'
import { cursorOf, cursorText } from './cursor-text.ts'
import { givenFiles } from './given-files.ts'
import { registrationsView } from './registrations-view.ts'

const pageSize = 50
const markedWords: ReadonlyMap<string, 'all' | 'some'> = new Map([
  ['marked', 'all'],
  ['marked-some', 'some'],
])

export const registrationList =
  (services: Pick<Services, 'events' | 'reached' | 'files' | 'fileQuestions'>) =>
  (request: StaffRequest): Promise<Reply> =>
    withOwnEvent(services.events, request, async ({ event }) => {
      const first = paths.eventRegistrations.to(event)
      const cursor = cursorOf(request.query.get('from') ?? '', event.slug)
      const done = markedWords.get(request.query.get('done') ?? '')
      const listed = await services.reached.pageOf(event.slug, pageSize, cursor)
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
          ...(listed.next === undefined ? {} : { next: `${first}?from=${cursorText(listed.next)}` }),
          ...(cursor === undefined ? {} : { first, from: cursorText(cursor) }),
          takesAttendance: takesAttendance(event, request.now),
          cancellable: isRunning(event, request.now),
          ...(done === undefined ? {} : { marked: done }),
        }),
      )
      return concerning(shown, { count: listed.registrations.length })
    })
