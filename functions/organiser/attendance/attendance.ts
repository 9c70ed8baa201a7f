import { attendanceOutput } from '../../../shared/api/registrations.ts'
import { attendanceMarks, type Marking, markingsSchema, takesAttendance } from '../../../shared/domain/registration/attendance.ts'
import type { EventWithSeats } from '../../../shared/domain/seats/event-with-seats.ts'
import { withBody } from '../../../shared/http/body.ts'
import { refuse } from '../../../shared/http/refusal.ts'
import { json, type Reply, seeOther } from '../../../shared/http/reply.ts'
import { formOf, type StaffRequest } from '../../../shared/http/request.ts'
import { inGroups } from '../../../shared/runtime/in-parallel.ts'
import { paths } from '../../../shared/site/paths.ts'
import { withOwnEvent } from '../event/own-event.ts'
import { choiceIn, choiceQuery } from '../registrations/choice-filter.ts'
import { cursorOf } from '../registrations/cursor-text.ts'
import type { Services } from '../services.ts'
import { type ChosenMark, chosenMarks } from './attendance-view.ts'

type Marks = Pick<Services, 'events' | 'attendances'>

/** Runs for the owner of an event that was not cancelled, from its start. */
const whileTaken = ({ events }: Marks, request: StaffRequest, run: (found: EventWithSeats) => Promise<Reply> | Reply): Promise<Reply> =>
  withOwnEvent(events, request, (found) =>
    takesAttendance(found.event, request.now) ? run(found) : refuse(request, 'state-conflict', 'noAttendance'),
  )

const markOf = (text: string): Marking['mark'] => attendanceMarks.find((mark) => mark === text) ?? null

/** What to write for a person, if anything: what was changed on the page and, if all others are to be marked too, those without a mark. */
const toWrite = ({ id, shown, chosen }: ChosenMark, others: boolean): { marking: Marking; unmarkedOnly: boolean } | undefined => {
  if (chosen === '' && others) return { marking: { id, mark: 'attended' }, unmarkedOnly: shown === '' }
  return chosen === shown ? undefined : { marking: { id, mark: markOf(chosen) }, unmarkedOnly: false }
}

/** Saves the marks of a page of the list, and returns to it. Concurrent marks by others, on the same page or not, stay. */
export const markAttendance =
  (services: Marks) =>
  (request: StaffRequest): Promise<Reply> =>
    whileTaken(services, request, async ({ event }) => {
      const { slug } = event
      const form = formOf(request)
      const others = form.get('action') === 'others'
      const marked = await inGroups(
        chosenMarks(form).flatMap((chosen) => toWrite(chosen, others) ?? []),
        ({ marking, unmarkedOnly }) => services.attendances.mark(marking, { slug, now: request.now, unmarkedOnly }),
      )
      const from = form.get('from') ?? ''
      const done = marked.includes('not-confirmed') ? 'marked-some' : 'marked'
      const place = { ...(cursorOf(from, slug) === undefined ? {} : { from }), ...choiceQuery(choiceIn(event, form)) }
      return seeOther(`${paths.eventRegistrations.to({ slug })}?${new URLSearchParams({ ...place, done })}`)
    })

/** Saves marks sent through the API, and reports the result of each. */
export const apiMarkAttendance =
  (services: Marks) =>
  (request: StaffRequest): Promise<Reply> =>
    whileTaken(services, request, ({ event: { slug } }) =>
      withBody(request, markingsSchema, async ({ marks }) =>
        json(
          attendanceOutput.parse({
            marks: await inGroups(marks, async (marking) => ({
              id: marking.id,
              outcome: await services.attendances.mark(marking, { slug, now: request.now }),
            })),
          }),
        ),
      ),
    )
