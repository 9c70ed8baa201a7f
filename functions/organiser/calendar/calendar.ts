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
import { allPartnerEvents, type KnownCalendars, partnersIn } from './partner-entries.ts'

/** Where a member of staff can look at an event: their own where they manage it, others on their public page. */
const addressFor = (staff: Staff, event: Event): string | undefined => {
  if (mayManage(staff, event)) return paths.manageEvent.to(event)
  return isPublic(event) && isListed(event) ? paths.event.to(event) : undefined
}

// What fits is far more than anybody looks for in a month.
const mostPlanned = 400

const folded = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

const isFound = (text: string, { search = '' }: CalendarChoice): boolean => folded(text).includes(folded(search.trim()))

const matches = (staff: Staff, event: Event, choice: CalendarChoice): boolean => {
  const { kind, status, whose } = choice
  return (
    (kind === undefined || event.kind === kind) &&
    (status === undefined || event.status === status) &&
    whose !== 'partners' &&
    (whose !== 'own' || mayManage(staff, event)) &&
    isFound(`${event.title} ${event.summary} ${event.topics.join(' ')} ${event.partners.join(' ')}`, choice)
  )
}

/** Whether partners' events are among what the reader chose: their status is nobody's, and their kind unknown. */
const withPartners = ({ kind, status, whose = 'partners' }: CalendarChoice): boolean =>
  kind === undefined && status === undefined && whose === 'partners'

interface Parts {
  readonly events: Pick<Services['events'], 'listPublic' | 'listInternal'>
  readonly partnerCalendars: () => Promise<KnownCalendars>
}

/** The whole programme of the network by week, month or year, with drafts and proposals, so that new dates can be found. */
export const calendar =
  ({ events, partnerCalendars }: Parts) =>
  (request: StaffRequest): Promise<Reply> | Reply =>
    forOrganisers(request, async () => {
      // What is not understood is left out, as the choices are all visible.
      const asked = check(calendarChoice, filled(request.query))
      const choice = asked.ok ? asked.value : {}
      const day = choice.day ?? request.now.slice(0, 10)
      const view = calendarView(choice.span ?? 'month', day)
      const [all, partners] = await Promise.all([
        Promise.all([events.listPublic(), events.listInternal()]).then((lists) => lists.flat()),
        withPartners(choice) ? partnerCalendars().then(allPartnerEvents) : [],
      ])
      const own = all.filter(
        (event) => event.start.slice(0, 10) <= view.last && view.first <= event.end.slice(0, 10) && matches(request.staff, event, choice),
      )
      const theirs = partnersIn(view, partners, all).filter(({ title, partner }) => isFound(`${title} ${partner}`, choice))
      const inView: readonly CalendarEvent[] = [...own.map((event) => ({ ...event, href: addressFor(request.staff, event) })), ...theirs]
      const sorted = inView.toSorted((one, other) => one.start.localeCompare(other.start))
      const { shown, ...pages } = listPage(sorted, request.query.get('page'), (event) => plannedBytes(event, choice, view), mostPlanned)
      return page(calendarPageView(request.context, { choice, day, view, events: shown, pages, now: request.now }))
    })
