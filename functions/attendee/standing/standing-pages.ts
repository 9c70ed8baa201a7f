import { languageSchema } from '../../../shared/domain/basics/language.ts'
import { siteCookie } from '../../../shared/http/cookies.ts'
import { languageCookie } from '../../../shared/http/language.ts'
import { ownPath } from '../../../shared/http/own-path.ts'
import { page, type Reply, seeOther } from '../../../shared/http/reply.ts'
import { formOf, type Request } from '../../../shared/http/request.ts'
import { paths } from '../../../shared/site/paths.ts'
import { aboutView } from './about-view.ts'
import { calendarView } from './calendar-view.ts'
import { privacyView } from './privacy-view.ts'

export const privacy = (request: Request): Promise<Reply> => page(privacyView(request.context))

export const about = (request: Request): Promise<Reply> => page(aboutView(request.context))

/** The calendars to subscribe to. */
export const calendars = (request: Request): Promise<Reply> => page(calendarView(request.context))

const yearSeconds = 365 * 24 * 3600

/** Remembers the language that the reader chose, and returns to the page where they chose it. */
export const chooseLanguage = (request: Request): Reply => {
  const form = formOf(request)
  const language = languageSchema.safeParse(form.get('language'))
  const cookies = language.success ? [siteCookie(request.context.siteUrl, languageCookie, language.data).set(yearSeconds)] : []
  return seeOther(ownPath(form.get('back')) ?? paths.home.pattern, cookies)
}
