import { emailKey } from '../../../shared/domain/basics/email-address.ts'
import { refuse } from '../../../shared/http/refusal.ts'
import { page, type Reply, seeOther } from '../../../shared/http/reply.ts'
import { formOf, type Request } from '../../../shared/http/request.ts'
import { paths } from '../../../shared/site/paths.ts'
import { calendarPageSubject, calendarToken } from '../../../shared/tokens/calendar-tokens.ts'
import { personHash } from '../../../shared/tokens/registration-tokens.ts'
import type { Services } from '../services.ts'
import { personalCalendarView } from './personal-calendar-view.ts'

type Keeping = Pick<Services, 'keys' | 'personalCalendars'>

interface Linked {
  readonly email: string
  readonly person: string
}

const linked = async ({ keys }: Keeping, request: Request): Promise<Linked | undefined> => {
  const key = await keys.links()
  const email = calendarPageSubject(key, request.parameter('token'))
  return email === undefined ? undefined : { email, person: personHash(key, emailKey(email)) }
}

/** The URLs of somebody's personal calendar. Only a mail to the person's own address links here. */
export const personalCalendar =
  (services: Keeping) =>
  async (request: Request): Promise<Reply> => {
    const found = await linked(services, request)
    if (found === undefined) return refuse(request, 'not-found', 'link')
    const renewals = await services.personalCalendars.renewals(found.person)
    const token = calendarToken(await services.keys.links(), { email: found.email, renewals })
    return page(personalCalendarView(request.context, { token, renewals, renewed: request.query.get('renewed') !== null }))
  }

/** Creates a new link; the previous one stops working. */
export const renewPersonalCalendar =
  (services: Keeping) =>
  async (request: Request): Promise<Reply> => {
    const found = await linked(services, request)
    if (found === undefined) return refuse(request, 'not-found', 'link')
    const from = Number(formOf(request).get('renewals') ?? Number.NaN)
    if (!Number.isSafeInteger(from) || from < 0) return refuse(request, 'malformed-body', 'stale')
    await services.personalCalendars.renew(found.person, from)
    return seeOther(`${paths.personalCalendar.to({ token: request.parameter('token') })}?renewed`)
  }
