import { emailKey } from '../../shared/domain/basics/email-address.ts'
import { languageSchema } from '../../shared/domain/basics/language.ts'
import { network } from '../../shared/domain/basics/network.ts'
import type { Event } from '../../shared/domain/event/event.ts'
import { answerBytes } from '../../shared/http/answer-size.ts'
import { entityOf } from '../../shared/http/entity-tag.ts'
import { refuse } from '../../shared/http/refusal.ts'
import { calendarFeed, type Reply } from '../../shared/http/reply.ts'
import type { Request } from '../../shared/http/request.ts'
import { agendaEntries } from '../../shared/mail/calendar/downloaded-entry.ts'
import { feedEntry, feedText } from '../../shared/mail/calendar/feed-text.ts'
import type { CalendarEntry } from '../../shared/mail/calendar/ical-text.ts'
import { loadTexts, type Texts } from '../../shared/texts/texts.ts'
import { calendarSubject } from '../../shared/tokens/calendar-tokens.ts'
import { personHash } from '../../shared/tokens/registration-tokens.ts'
import { createFindingRegistrations } from '../../shared/use-cases/registration/finding-registrations.ts'
import type { Services } from './services.ts'

// Not for shared caches, and the owner's program revalidates each time.
const keptByOwner = 'private, no-cache'

interface Shown {
  readonly event: Event
  /** The entries for the person's own registration, none if it is not live. */
  readonly own: readonly CalendarEntry[]
  readonly siteUrl: string
}

const feedOf =
  (nameIn: (texts: Texts) => string, entriesOf: (shown: Shown) => Promise<readonly CalendarEntry[]> | readonly CalendarEntry[]) =>
  (services: Services) =>
  async (request: Request): Promise<Reply> => {
    const key = await services.keys.links()
    const subject = calendarSubject(key, request.parameter('token'))
    if (subject === undefined) return refuse(request, 'not-found', 'link')
    const { renewals } = await services.personalCalendars.get(personHash(key, emailKey(subject.email)))
    if (renewals !== subject.renewals) return refuse(request, 'gone', 'calendarRenewed')
    const { siteUrl } = request.context
    const events = await services.published.events(request.now)
    const registrations = await createFindingRegistrations(services)(subject.email, events)
    const bySlug = new Map(registrations.map((registration) => [registration.slug, registration]))
    const entries = events.map(async (event) => {
      const registration = bySlug.get(event.slug)
      const own = registration === undefined ? [] : await agendaEntries(event, registration, siteUrl)
      return entriesOf({ event, own, siteUrl })
    })
    const language = languageSchema.safeParse(request.query.get('language')).data ?? network.language
    const texts = await loadTexts(language)
    const name = texts.subscribe.calendarName({ network: network.name, about: nameIn(texts) })
    const shown = (await Promise.all(entries)).flat()
    return calendarFeed(entityOf(feedText(name, shown, answerBytes)), request.headers['if-none-match'], keptByOwner)
  }

/** A person's registrations: the entries of the invitations with the sessions chosen, and those not yet decided. */
export const ownRegistrations = feedOf(
  ({ personalCalendar }) => personalCalendar.own.name,
  ({ own }) => own,
)

/** All other public events: for people whose calendar already has the invitations, so that nothing appears twice. */
export const otherEvents = feedOf(
  ({ personalCalendar }) => personalCalendar.others.name,
  async ({ event, own, siteUrl }) => (own.length === 0 ? [await feedEntry(event, siteUrl)] : []),
)
