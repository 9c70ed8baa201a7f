import { type Language, languages } from '../../../shared/domain/basics/language.ts'
import { network } from '../../../shared/domain/basics/network.ts'
import { type Event, isListed } from '../../../shared/domain/event/event.ts'
import { programmeDays } from '../../../shared/domain/event/programme-days.ts'
import { registrationState } from '../../../shared/domain/event/registration-window.ts'
import type { EventWithSeats } from '../../../shared/domain/seats/event-with-seats.ts'
import { refuse } from '../../../shared/http/refusal.ts'
import type { Reply } from '../../../shared/http/reply.ts'
import type { Request } from '../../../shared/http/request.ts'
import { paths } from '../../../shared/site/paths.ts'
import { formatsIn } from '../../../shared/texts/formats.ts'
import { loadTexts, textsIn } from '../../../shared/texts/texts.ts'
import { isFull, wayToRegister } from '../programme/open-registration.ts'
import { findShown, places } from '../programme/public-event.ts'
import type { Services } from '../services.ts'
import { showEventText } from './script.computed.ts'
import type { Embedded, EmbeddedWords } from './show-event.ts'
import { embeddedStyles } from './styles.ts'

const cachedSeconds = 60

const whenOf = ({ startsAt, endsAt, timeZone }: Event, language: Language): string => {
  const formats = formatsIn(language)
  const [first, last] = [startsAt, endsAt].map((at) => `${formats.day(at, timeZone)}, ${formats.time(at, timeZone)}`)
  const isOneDay = formats.day(startsAt, timeZone) === formats.day(endsAt, timeZone)
  return `${first}${isOneDay ? `–${formats.time(endsAt, timeZone)}` : ` – ${last}`} (${timeZone})`
}

/** Why nobody can register, if so, in the words of the event's page. */
const noteOf = (found: EventWithSeats, request: Request, language: Language): string | undefined => {
  const { states } = textsIn(language).event
  const state = registrationState(found.event, request.now)
  if (state !== 'open') return states[state].title
  return isFull({ state, ...places(found) }) ? states.full.title : undefined
}

const daysOf = ({ sessions }: Event, language: Language): NonNullable<EmbeddedWords['days']> =>
  programmeDays(sessions, network.dayChanges).map(({ day, sessions: ofDay }) => ({
    day: formatsIn(language).date(day),
    sessions: ofDay.map(({ start, end, title, room, track }) => [
      `${start.slice(11)}–${end.slice(11)}`,
      title,
      [room, track].filter((part) => part !== undefined).join(' · '),
    ]),
  }))

const wordsIn = (found: EventWithSeats, request: Request, language: Language, withProgramme: boolean): EmbeddedWords => {
  const { event } = found
  const texts = textsIn(language)
  const { availability } = places(found)
  const state = registrationState(event, request.now)
  const way = wayToRegister({ event, state, ...places(found) })
  const note = noteOf(found, request, language)
  const label = way === undefined ? texts.embed.details : texts.event[way]
  const page = request.context.siteUrl + (way === undefined ? paths.event : paths.register).to(event)
  return {
    when: whenOf(event, language),
    ...(note === undefined ? {} : { note }),
    ...(state === 'open' && availability !== undefined && note === undefined ? { places: texts.available[availability] } : {}),
    action: { label, of: texts.site.labelled({ label, value: event.title }), url: page, isMain: way !== undefined },
    ...(withProgramme && event.sessions.length > 0 && state !== 'cancelled' ? { days: daysOf(event, language) } : {}),
  }
}

// In a script, only these two end a line that JSON does not; a `<` could only matter if somebody put the text into a page.
const inScript = (value: object): string =>
  JSON.stringify(value).replaceAll('<', '\\u003c').replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')

/** What every page of other sites may load and show: the same for everybody, as everybody may know it. */
const embedded =
  (withProgramme: boolean) =>
  ({ recent }: Pick<Services, 'recent'>) =>
  async (request: Request): Promise<Reply> => {
    const found = await findShown(recent, request.parameter('slug'))
    // An event by invitation is for those who were told its address.
    if (found === undefined || !isListed(found.event)) return refuse(request, 'not-found', 'event')
    await Promise.all(languages.map(loadTexts))
    const { event } = found
    const shown: Embedded = {
      url: request.context.siteUrl + paths.event.to(event),
      title: event.title,
      language: event.language,
      usual: languages[0],
      words: Object.fromEntries(languages.map((language) => [language, wordsIn(found, request, language, withProgramme)])),
      styles: embeddedStyles,
    }
    return {
      statusCode: 200,
      headers: {
        'content-type': 'text/javascript; charset=utf-8',
        'cache-control': `public, max-age=${cachedSeconds}`,
        // The content depends on neither the reader's language nor cookies.
        vary: 'Accept-Encoding',
        'cross-origin-resource-policy': 'cross-origin',
      },
      body: `(${showEventText})(${inScript(shown)})\n`,
    }
  }

/** The way to register for an event, for pages of other sites. */
export const embeddedButton = embedded(false)

/** The same with its programme. */
export const embeddedProgramme = embedded(true)
