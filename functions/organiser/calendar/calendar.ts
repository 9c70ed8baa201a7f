import { check } from '../../../shared/domain/basics/check.ts'
import { listPage } from '../../../shared/domain/basics/list-page.ts'
import { calendarView } from '../../../shared/domain/calendar/planner-days.ts'
import { type Event, isListed, isPublic } from '../../../shared/domain/event/event.ts'
import { mayManage, type Staff } from '../../../shared/domain/who-may.ts'
import { page, type Reply } from '../../../shared/http/reply.ts'
import { filled, type StaffRequest } from '../../../shared/http/request.ts'
import { paths } from '../../../shared/site/paths.ts'
import { forOrganisers } from '../event/own-event.ts'
import type { Services } from '../services.ts'
import { type CalendarChoice, type CalendarEvent, calendarChoice, calendarPageView, plannedBytes } from './calendar-view.ts'

/** Where a member of staff can look at an event: their own where they manage it, others on their public page. */
const addressFor = (staff: Staff, event: Event): string | undefined => {
  if (mayManage(staff, event)) return paths.manageEvent.to(event)
  return isPublic(event) && isListed(event) ? paths.event.to(event) : undefined
}

// What fits is far more than anybody looks for in a month.
const mostPlanned = 400

const folded = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

const matches = (staff: Staff, event: Event, { kind, status, search = '', whose }: CalendarChoice): boolean =>
  (kind === undefined || event.kind === kind) &&
  (status === undefined || event.status === status) &&
  (whose !== 'own' || mayManage(staff, event)) &&
  folded(`${event.title} ${event.summary} ${event.topics.join(' ')} ${event.partners.join(' ')}`).includes(folded(search.trim()))

/** The whole programme of the network by week, month or year, with drafts and proposals, so that new dates can be found. */
export const calendar =
  ({ events }: { readonly events: Pick<Services['events'], 'listPublic' | 'listInternal'> }) =>
  (request: StaffRequest): Promise<Reply> | Reply =>
    forOrganisers(request, async () => {
      // What is not understood is left out, as the choices are all visible.
      const asked = check(calendarChoice, filled(request.query))
      const choice = asked.ok ? asked.value : {}
      const day = choice.day ?? request.now.slice(0, 10)
      const view = calendarView(choice.span ?? 'month', day)
      const all = (await Promise.all([events.listPublic(), events.listInternal()])).flat()
      const inView: readonly CalendarEvent[] = all
        .filter(
          (event) => event.start.slice(0, 10) <= view.last && view.first <= event.end.slice(0, 10) && matches(request.staff, event, choice),
        )
        .map((event) => ({ ...event, href: addressFor(request.staff, event) }))
        .toSorted((one, other) => one.start.localeCompare(other.start))
      const { shown, ...pages } = listPage(inView, request.query.get('page'), (event) => plannedBytes(event, choice, view), mostPlanned)
      return page(calendarPageView(request.context, { choice, day, view, events: shown, pages, now: request.now }))
    })
