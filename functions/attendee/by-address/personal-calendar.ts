import { emailKey } from '../../../shared/domain/basics/email-address.ts'
import { refuse } from '../../../shared/http/refusal.ts'
import { page, type Reply, seeOther } from '../../../shared/http/reply.ts'
import { formOf, type Request } from '../../../shared/http/request.ts'
import { paths } from '../../../shared/site/paths.ts'
import { calendarPageSubject, calendarPageToken, calendarToken } from '../../../shared/tokens/calendar-tokens.ts'
import { personHash } from '../../../shared/tokens/registration-tokens.ts'
import type { Services } from '../services.ts'
import { personalCalendarView } from './personal-calendar-view.ts'

type Keeping = Pick<Services, 'keys' | 'personalCalendars'>

interface Linked {
  readonly email: string
  readonly person: string
  readonly renewals: number
}

/** Runs a page of the calendar that a link opens, unless another link was created since. */
const linked =
  (run: (services: Keeping, request: Request, of: Linked) => Promise<Reply> | Reply) =>
  (services: Keeping) =>
  async (request: Request): Promise<Reply> => {
    const key = await services.keys.links()
    const subject = calendarPageSubject(key, request.parameter('token'))
    if (subject === undefined) return refuse(request, 'not-found', 'link')
    const { email, madeAt = '' } = subject
    const person = personHash(key, emailKey(email))
    const { renewals, renewedAt } = await services.personalCalendars.get(person)
    if (renewedAt !== undefined && madeAt < renewedAt) return refuse(request, 'gone', 'calendarPageRenewed')
    return run(services, request, { email, person, renewals })
  }

/** The URLs of somebody's personal calendar. Only a mail to the person's own address links here. */
export const personalCalendar = linked(async ({ keys }, request, { email, renewals }) => {
  const token = calendarToken(await keys.links(), { email, renewals })
  return page(personalCalendarView(request.context, { token, renewals, renewed: request.query.get('renewed') !== null }))
})

/** Creates a new link; the previous ones stop working, also the one that led here, hence the way back by a new one. */
export const renewPersonalCalendar = linked(async ({ keys, personalCalendars }, request, { email, person }) => {
  const from = Number(formOf(request).get('renewals') ?? Number.NaN)
  if (!Number.isSafeInteger(from) || from < 0) return refuse(request, 'malformed-body', 'stale')
  await personalCalendars.renew(person, from, request.now)
  const token = calendarPageToken(await keys.links(), { email, madeAt: request.now })
  return seeOther(`${paths.personalCalendar.to({ token })}?renewed`)
})
