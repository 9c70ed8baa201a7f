import type { Attachment } from '../../../shared/domain/attachment/attachment.ts'
import type { Language } from '../../../shared/domain/basics/language.ts'
import { type Event, needsPersonalKey } from '../../../shared/domain/event/event.ts'
import type { RegistrationState } from '../../../shared/domain/event/registration-window.ts'
import type { Availability } from '../../../shared/domain/seats/availability.ts'
import type { SpeakerProfile } from '../../../shared/domain/speaker/profile.ts'
import type { Organised } from '../../../shared/domain/who-may.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { paths } from '../../../shared/site/paths.ts'
import { formatsIn } from '../../../shared/texts/formats.ts'
import { textsIn } from '../../../shared/texts/texts.ts'
import { describedFile } from '../../../shared/views/event/described-file.ts'
import { kindBadge, languageMark, type PublicEvent, topicTags, whenInFull } from '../../../shared/views/event/event-parts.ts'
import { programme, speakerList } from '../../../shared/views/event/event-texts.ts'
import { pictureOf } from '../../../shared/views/event/illustration.ts'
import { eventPicture } from '../../../shared/views/event/link-picture.ts'
import { speakerProfiles } from '../../../shared/views/event/speaker-profiles.ts'
import { wayToManage } from '../../../shared/views/event/way-to-manage.ts'
import { formattedText } from '../../../shared/views/page/formatted-text.ts'
import { layout } from '../../../shared/views/page/layout.ts'
import { linkPreview } from '../../../shared/views/page/link-preview.ts'
import { linkedText } from '../../../shared/views/page/linked-text.ts'
import { facts, notice, type Tone } from '../../../shared/views/page/notice.ts'
import { addToCalendar } from './add-to-calendar-view.ts'
import { isFull, wayToRegister } from './open-registration.ts'
import { inProgressUntil } from './progress.ts'
import { eventData } from './structured-data.ts'
import { laterLink, type Preview, waysOf } from './ways.ts'

export interface EventModel {
  readonly event: PublicEvent &
    Partial<Pick<Event, 'status' | 'audience' | 'waitingList' | 'registrationOpens' | 'series' | 'attachments' | 'picture'>> &
    Organised
  /** Its confirmed speakers. */
  readonly profiles?: readonly SpeakerProfile[]
  /** The current `registrationState` of the domain. */
  readonly state: RegistrationState
  /** Whether the event takes place at this moment. */
  readonly inProgress?: boolean
  /** Free places; absent without a limit. */
  readonly availability?: Availability
  /** Set if it is a draft. */
  readonly preview?: Preview
}

export const eventView = (context: PageContext, model: EventModel): Html => {
  const { event, preview } = model
  const { language } = context
  const { event: texts, formats } = textsIn(language)
  const foreign = languageMark(event, language)
  // A picture comes beside or after the way to register, which would otherwise be below the first screen.
  const content = [...(event.picture === undefined ? [] : [pictureOf(event, language)]), ...eventSections(model, language)]
  return layout(context, {
    title:
      preview === undefined ? event.title : textsIn(language).site.labelled({ label: textsIn(language).preview.link, value: event.title }),
    description: event.summary,
    // An event by invitation is for people who were told its URL, not for search engines.
    head:
      event.audience === 'invited' || preview !== undefined
        ? html`<meta name="robots" content="noindex">`
        : html`${linkPreview(context, { title: event.title, description: event.summary, path: paths.event.to(event), picture: eventPicture(event, language) })}
${eventData(context.siteUrl, model)}`,
    main: html`<article class="wrap event">${preview?.banner}
<p class="back"><a href="${paths.home.pattern}">${texts.back}</a></p>${preview !== undefined ? '' : wayToManage(context, event, 'event', paths.manageEvent.to(event))}
<header class="page-head"><p class="card-kind">${kindBadge(event.kind, language)}<span class="muted small">${formats[event.format]} · ${formatsIn(language).language(event.language)}</span></p>
<h1${foreign}>${event.title}</h1><p class="lead"${foreign}>${linkedText(event.summary)}</p>${topicTags(event.topics, language)}</header>
${event.series === undefined ? '' : html`<p>${laterLink(preview, paths.series.to({ slug: event.series }), textsIn(language).series.all)}</p>`}${stateNotice(model, language)}
<div class="${content.length === 0 ? 'event-alone' : 'event-grid'}">
<aside class="event-side" aria-label="${texts.when}"><div class="panel">${eventFacts(model, language)}${actions(model, context)}${forRegistered(model, language)}</div></aside>
${content.length === 0 ? '' : html`<div class="event-main">${content}</div>`}</div></article>`,
  })
}

const section = (id: string, title: string, body: Html): Html =>
  html`<section class="section" aria-labelledby="${id}"><h2 id="${id}">${title}</h2>${body}</section>`

const wholeProgramme = ({ event, preview }: EventModel, language: Language): Html =>
  html`${programme(event, language)}<p class="small"><a href="${waysOf(event, preview).programme}">${textsIn(language).event.wholeProgramme}</a></p>`

/** What can be downloaded, with its kind and size. */
const files = ({ event, preview }: EventModel, attachments: readonly Attachment[], language: Language): Html => {
  const { file } = waysOf(event, preview)
  return html`<ul>${attachments.map((attachment) => html`<li><a href="${file(attachment.id)}">${describedFile(attachment, language)}</a></li>`)}</ul>`
}

/** The optional sections of an event's page. */
const eventSections = (model: EventModel, language: Language): readonly Html[] => {
  const { event, profiles = [] } = model
  const { description, sessions, speakers, partners, attachments = [] } = event
  const texts = textsIn(language).event
  const words = (text: string): Html => html`<div class="prose"${languageMark(event, language)}>${formattedText(text, 3)}</div>`
  return [
    ...(description === undefined ? [] : [section('description', texts.description, words(description))]),
    ...(sessions.length === 0 ? [] : [section('programme', texts.programme, wholeProgramme(model, language))]),
    ...(speakers.length === 0 ? [] : [section('speakers', texts.speakers, speakerList(speakers))]),
    ...(attachments.length === 0 ? [] : [section('files', textsIn(language).attachments.title, files(model, attachments, language))]),
    ...(profiles.length === 0 ? [] : [speakerProfiles(event, profiles, language)]),
    ...(partners.length === 0
      ? []
      : [section('partners', texts.partners, html`<ul class="partners">${partners.map((partner) => html`<li>${partner}</li>`)}</ul>`)]),
  ]
}

const tones = {
  cancelled: 'danger',
  finished: 'info',
  'not-open-yet': 'info',
  closed: 'info',
  full: 'warning',
  'full-for-good': 'warning',
} as const satisfies Record<string, Tone>

/** Says that the event is on, until when, and what that means for people with a place and without. */
const progressNotice = (model: EventModel, language: Language): Html => {
  const { inProgressStates } = textsIn(language).event
  const { waitingList } = model.event
  const state = isFull(model) ? (waitingList === 'none' ? 'full-for-good' : 'full') : model.state === 'open' ? 'open' : 'closed'
  return notice('info', { title: inProgressUntil(model.event, language), body: inProgressStates[state] })
}

const stateNotice = (model: EventModel, language: Language): Html | '' => {
  if (model.inProgress === true && model.state !== 'not-open-yet') return progressNotice(model, language)
  if (model.state === 'open' && !isFull(model)) return ''
  const { states, opensOn } = textsIn(language).event
  const { registrationOpens: opens, timeZone, waitingList } = model.event
  if (model.state === 'not-open-yet' && opens !== undefined) {
    const when = `${formatsIn(language).date(opens.slice(0, 10))}, ${opens.slice(11)} (${timeZone})`
    return notice('info', { ...states['not-open-yet'], title: opensOn({ when }) })
  }
  const state = model.state === 'open' ? (waitingList === 'none' ? 'full-for-good' : 'full') : model.state
  return notice(tones[state], states[state])
}

/** The public part of where an event takes place; the join link is for registered people. */
const placeOf = ({ event, state }: EventModel, language: Language): Html => {
  const { event: texts, formats } = textsIn(language)
  if (event.format === 'online') return html`${state === 'open' ? texts.online : formats.online}`
  const venue = html`<span class="lines">${linkedText(event.venue ?? texts.venueToCome)}</span>`
  if (state !== 'open') return html`${venue}<br><span class="muted">${formats[event.format]}</span>`
  return event.format === 'hybrid' ? html`${venue}<br><span class="muted">${texts.alsoOnline}</span>` : venue
}

const eventFacts = (model: EventModel, language: Language): Html => {
  const { event, availability, state } = model
  const { available, event: texts } = textsIn(language)
  const { capacity } = event
  const places =
    capacity === undefined || availability === undefined ? undefined : texts.placesOf({ left: available[availability], capacity })
  return facts([
    [texts.when, whenInFull(event, language)],
    [texts.where, placeOf(model, language)],
    ...(event.audience === undefined || (state !== 'open' && state !== 'not-open-yet')
      ? []
      : [[texts.whoMayRegister, texts.audiences[event.audience]] as const]),
    ...(state === 'open' && places !== undefined ? [[texts.places, places] as const] : []),
  ])
}

/** The way to register, while registration is open. */
const registering = (model: EventModel, language: Language): Html | '' => {
  const texts = textsIn(language).event
  const { audience } = model.event
  const way = wayToRegister(model)
  return way === undefined
    ? ''
    : html`<a class="button button-wide" href="${waysOf(model.event, model.preview).register}">${texts[way]}</a>
<p class="muted small">${audience === undefined || !needsPersonalKey({ audience }) ? texts.free : texts.byPersonalLink}</p>`
}

/** What a reader can do about an upcoming event. */
const actions = (model: EventModel, context: PageContext): Html | '' => {
  const { event, state, preview } = model
  if (state === 'cancelled' || state === 'finished') return ''
  const hint = textsIn(context.language).addTo.publicHint
  return html`<div class="event-actions">${registering(model, context.language)}${addToCalendar(context, event, {
    file: paths.eventCalendar.to({ slug: event.slug }),
    hint,
    more: [],
    ...(preview === undefined ? {} : { preview }),
  })}</div>`
}

/** How people who have already registered get back to their registration. */
const forRegistered = ({ state }: EventModel, language: Language): Html | '' =>
  state === 'open' || state === 'closed'
    ? html`<p class="small"><a href="${paths.myLinks.pattern}">${textsIn(language).myLinks.lost}</a></p>`
    : ''
