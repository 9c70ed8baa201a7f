import { isDeclined } from '../../../shared/domain/calendar/noted-answer.ts'
import type { Event } from '../../../shared/domain/event/event.ts'
import { asAttended, asksParticipation, hasNotSaid } from '../../../shared/domain/event/participation.ts'
import { chosenSessions, type RegistrationState } from '../../../shared/domain/event/registration-window.ts'
import { mayRegisterAgain } from '../../../shared/domain/registration/register-again.ts'
import type { Registration } from '../../../shared/domain/registration/registration.ts'
import { sessionTitles } from '../../../shared/domain/registration/session-choice.ts'
import type { RegistrationForm } from '../../../shared/domain/registration-form/form.ts'
import { positionTold } from '../../../shared/domain/seats/availability.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { paths } from '../../../shared/site/paths.ts'
import { formatsIn } from '../../../shared/texts/formats.ts'
import { type Texts, textsIn } from '../../../shared/texts/texts.ts'
import { answerFacts } from '../../../shared/views/event/answer-facts.ts'
import { type PublicEvent, whenInFull } from '../../../shared/views/event/event-parts.ts'
import { postForm, submitButton } from '../../../shared/views/form/form.ts'
import { brokenAddress } from '../../../shared/views/page/email-address.ts'
import { linkedText } from '../../../shared/views/page/linked-text.ts'
import { facts, notice, type Tone } from '../../../shared/views/page/notice.ts'
import { addToCalendar } from '../programme/add-to-calendar-view.ts'
import { pageAboutEvent } from '../programme/page-about-event.ts'
import { inProgressUntil } from '../programme/progress.ts'
import { agendaSection } from './agenda-view.ts'
import { arrivedNotice, filesSection } from './files-view.ts'
import type { FileLine } from './uploaded-files.ts'

export interface RegistrationModel {
  /** Of the personal link. */
  readonly token: string
  readonly event: PublicEvent & RegistrationForm & Pick<Event, 'joinUrl'>
  /** The current `registrationState` of the domain. */
  readonly state: RegistrationState
  /** Whether answers and sessions may still be changed. */
  readonly answersOpen?: boolean
  /** Whether the event takes place at this moment. */
  readonly inProgress?: boolean
  readonly registration: Pick<
    Registration,
    | 'name'
    | 'email'
    | 'organisation'
    | 'country'
    | 'role'
    | 'accessibilityNeeds'
    | 'status'
    | 'endedBy'
    | 'takenOver'
    | 'attendeeType'
    | 'answers'
    | 'participation'
    | 'sessions'
    | 'missed'
    | 'offerExpiresAt'
    | 'held'
    | 'approveBy'
    | 'sequence'
    | 'calendarAnswer'
  >
  /** How many people are ahead on the waiting list, counted up to a hundred. */
  readonly before?: number
  /** Whether the place can be handed over to a colleague. */
  readonly handsOver?: boolean
  /** Whether the address can be changed. */
  readonly changesAddress?: boolean
  /** The change of address that waits for confirmation. */
  readonly waitingChange?: Registration['addressChange'] | undefined
  /** The address has just been changed. */
  readonly moved?: boolean
  /** The details have just been changed. */
  readonly changed?: boolean
  /** The person has just said that they still want the place. */
  readonly kept?: boolean
  /** One per question that is answered with a file. */
  readonly files: readonly FileLine[]
}

export const registrationView = (context: PageContext, model: RegistrationModel): Html => {
  const { event } = model
  const { language } = context
  const { event: eventTexts, formats, registration: texts } = textsIn(language)
  return pageAboutEvent(
    context,
    { event, heading: texts.title },
    html`
<div class="stack">${model.changed === true ? notice('success', { title: texts.changed, live: true }) : ''}${model.moved === true ? notice('success', { title: texts.moved, live: true }) : ''}${addressNotice(model, context)}${keptNotice(model, texts)}${arrivedNotice(context, model.files)}${statusNotice(model, context)}${notSaidNotice(model, texts)}${declinedNotice(model, texts)}${missedNotice(model, texts)}</div>
${joinLink(model, context)}${offer(model, context)}
<section class="section" aria-labelledby="event"><h2 id="event">${texts.event}</h2><div class="panel">${facts([
      [eventTexts.when, whenInFull(event, language)],
      [eventTexts.where, place(asAttended(event, model.registration), formats)],
    ])}${ownCalendarEntry(model, context)}</div></section>
${agendaSection(model, context)}
<section class="section" aria-labelledby="details"><h2 id="details">${texts.details}</h2><div class="panel">${details(model, context)}</div></section>
${answers(model, context)}
${filesSection(context, { token: model.token, timeZone: event.timeZone, files: model.files })}
${actions(model, context)}`,
  )
}

const place = ({ format, venue }: PublicEvent, formats: Texts['formats']): Html =>
  html`${formats[format]}${venue === undefined || format === 'online' ? '' : html`<br><span class="lines">${linkedText(venue)}</span>`}`

type Look = keyof Texts['registration']['states']

const tones: Readonly<Record<Look, Tone>> = {
  pending: 'info',
  waitlisted: 'warning',
  offered: 'success',
  confirmed: 'success',
  cancelled: 'info',
  organiser: 'warning',
  'offer-declined': 'info',
  held: 'warning',
  'offer-expired': 'warning',
  'not-confirmed': 'warning',
  'handed-over': 'info',
  'address-changed': 'info',
  'not-approved': 'info',
  'approval-expired': 'warning',
  finished: 'info',
  'waited-in-vain': 'info',
}

/** The registration's state, in the page's words; if it has ended, why. */
const lookOf = ({ registration: { status, held, endedBy }, state }: RegistrationModel): Look => {
  if (held === true && state !== 'finished') return 'held'
  if (status !== 'cancelled') return state !== 'finished' ? status : status === 'confirmed' ? 'finished' : 'waited-in-vain'
  return endedBy === undefined || endedBy === 'person' || endedBy === 'event' ? 'cancelled' : endedBy
}

/** What a waiting person wants to know: how many are ahead, or until when. */
const lines = ({ registration, event, before, state }: RegistrationModel, language: PageContext['language']): string | undefined => {
  const { position, manyBefore, keptUntil, answerBy } = textsIn(language).registration
  const { moment } = formatsIn(language)
  const { status, offerExpiresAt, approveBy } = registration
  if (state === 'finished') return undefined
  const at = (instant: string): string => `${moment(instant, event.timeZone)} (${event.timeZone})`
  if (status === 'waitlisted' && before !== undefined)
    return before >= mostCounted ? manyBefore({ count: mostCounted }) : position({ place: positionTold(before + 1) })
  if (status === 'offered' && offerExpiresAt !== undefined) return keptUntil({ when: at(offerExpiresAt) })
  return status === 'pending' && approveBy !== undefined ? answerBy({ when: at(approveBy) }) : undefined
}

/** The most people ahead that are counted; more are "many". */
export const mostCounted = 100

const statusNotice = (model: RegistrationModel, { language }: PageContext): Html => {
  const { state } = model
  const texts = textsIn(language).registration
  if (state === 'cancelled') return notice('danger', texts.eventCancelled)
  const look = lookOf(model)
  if (look === 'confirmed' && model.inProgress === true)
    return notice('success', { title: inProgressUntil(model.event, language), body: texts.placeInProgress })
  const more = lines(model, language)
  const { title, body } = texts.states[look]
  return notice(tones[look], more === undefined ? { title, body } : { title, body: html`<p>${body}</p><p><strong>${more}</strong></p>` })
}

const keptNotice = ({ kept, registration }: RegistrationModel, texts: Texts['registration']): Html | '' =>
  kept === true && registration.calendarAnswer?.keptAt !== undefined ? notice('success', { title: texts.kept, live: true }) : ''

/** Says that another address waits to be confirmed, and lets the person stop that. */
const addressNotice = ({ token, event, waitingChange }: RegistrationModel, context: PageContext): Html | '' => {
  if (waitingChange === undefined) return ''
  const { addressWaits: texts } = textsIn(context.language).registration
  const when = `${formatsIn(context.language).moment(waitingChange.until, event.timeZone)} (${event.timeZone})`
  const stop = postForm(context, submitButton(texts.stop, { look: 'quiet' }), { action: paths.registrationAddressStop.to({ token }) })
  return notice('info', {
    title: texts.title,
    body: html`<div class="stack"><p class="long-words">${texts.body({ address: waitingChange.to, when })}</p>${stop}</div>`,
  })
}

/** Says that the calendar declined, and lets the person answer. */
const declinedNotice = ({ token, registration, state }: RegistrationModel, { declined }: Texts['registration']): Html | '' =>
  !isDeclined(registration) || state === 'cancelled' || state === 'finished'
    ? ''
    : notice('warning', {
        title: declined.title,
        body: html`<p>${declined.body}</p><p><a href="${paths.registrationCancel.to({ token })}">${declined.choose}</a></p>`,
      })

/** Names the sessions that were full when the place came, until the person chooses anew. */
const missedNotice = ({ event, registration, state }: RegistrationModel, { missedSessions }: Texts['registration']): Html | '' => {
  const { missed = [], status } = registration
  const titles = sessionTitles(event, { sessions: missed })
  return titles.length === 0 || status === 'cancelled' || state === 'cancelled' || state === 'finished'
    ? ''
    : notice('info', { title: missedSessions.title, body: html`<p>${missedSessions.body({ titles: titles.join(', ') })}</p>` })
}

/** Asks whoever registered before the event was hybrid how they take part. */
const notSaidNotice = (
  { token, event, registration, state, answersOpen = false }: RegistrationModel,
  { participation: texts }: Texts['registration'],
): Html | '' =>
  !hasNotSaid(event, registration) || !answersOpen || state === 'cancelled'
    ? ''
    : notice('info', {
        title: texts.notSaidTitle,
        body: html`<p>${texts.notSaidBody}</p><p><a href="${paths.registrationChange.to({ token })}#participation">${texts.say}</a></p>`,
      })

const joinLink = ({ event, registration, state }: RegistrationModel, { language }: PageContext): Html | '' => {
  const texts = textsIn(language).registration
  return registration.status !== 'confirmed' ||
    state === 'cancelled' ||
    state === 'finished' ||
    event.joinUrl === undefined ||
    event.format === 'in-person'
    ? ''
    : asAttended(event, registration).format === 'in-person'
      ? html`<p class="actions"><span class="muted">${texts.participation.instead} <a href="${event.joinUrl}" rel="noreferrer">${texts.join}</a>. ${texts.joinHint}</span></p>`
      : html`<p class="actions"><a class="button" href="${event.joinUrl}" rel="noreferrer">${texts.join}</a> <span class="muted">${texts.joinHint}</span></p>`
}

/** Ways to add the event to a calendar, for people who have a place but no entry from the invitation. */
const ownCalendarEntry = (model: RegistrationModel, context: PageContext): Html | '' => {
  const { token, registration, state } = model
  const event = asAttended(model.event, registration)
  if (registration.status !== 'confirmed' || state === 'cancelled' || state === 'finished') return ''
  const { addTo, registration: texts, mail } = textsIn(context.language)
  const join =
    event.joinUrl === undefined || event.format === 'in-person' ? [] : [mail.labelled({ label: texts.join, value: event.joinUrl })]
  return html`<div class="event-actions">${addToCalendar(context, event, {
    file: paths.registrationCalendar.to({ token }),
    hint: addTo.ownHint,
    more: join,
  })}</div>`
}

const details = ({ registration, event }: RegistrationModel, { language }: PageContext): Html => {
  const { fields, formats, roles, registration: texts } = textsIn(language)
  const chosen = sessionTitles(event, registration)
  return facts([
    [fields.name.label, registration.name],
    [fields.email.label, brokenAddress(registration.email)],
    [fields.organisation.label, registration.organisation],
    [fields.country.label, formatsIn(language).country(registration.country)],
    [fields.role.label, roles[registration.role]],
    ...(asksParticipation(event)
      ? [
          [
            texts.participation.label,
            registration.participation === undefined ? texts.participation.notSaid : formats[registration.participation],
          ] as const,
        ]
      : []),
    ...(chosen.length === 0 && chosenSessions(event).length === 0
      ? []
      : [[fields.sessions.label, chosen.length === 0 ? texts.noSessions : html`<span class="lines">${chosen.join('\n')}</span>`] as const]),
    [fields.accessibilityNeeds.label, html`<span class="lines">${registration.accessibilityNeeds ?? texts.none}</span>`],
  ])
}

const answers = ({ event, registration }: RegistrationModel, { language }: PageContext): Html | '' => {
  const given = answerFacts(language, event, registration)
  return given.length === 0
    ? ''
    : html`<section class="section" aria-labelledby="answers"><h2 id="answers">${textsIn(language).registration.answers}</h2><div class="panel">${facts(given)}</div></section>`
}

/** The answers to an offer, right below its expiry. */
const offer = ({ token, registration, state }: RegistrationModel, context: PageContext): Html | Promise<Html> | '' => {
  if (registration.status !== 'offered' || state === 'cancelled' || state === 'finished') return ''
  const texts = textsIn(context.language).registration
  const answer = html`<p class="actions">${submitButton(registration.held === true ? texts.confirm : texts.take)} <a class="button button-quiet" href="${paths.registrationCancel.to({ token })}">${texts.leaveToOthers}</a></p>`
  return html`<div class="offer">${postForm(context, answer, { action: paths.registrationAccept.to({ token }) })}</div>`
}

const actions = ({ token, registration, state, handsOver, changesAddress }: RegistrationModel, context: PageContext): Html | '' => {
  const texts = textsIn(context.language).registration
  if (registration.status === 'cancelled') {
    if (!mayRegisterAgain(registration, state)) return ''
    return html`<p class="actions"><a class="button" href="${paths.registrationAgain.to({ token })}">${texts.again}</a></p>`
  }
  if (state === 'cancelled' || state === 'finished') return ''
  const change = html`<a class="button button-quiet" href="${paths.registrationChange.to({ token })}">${texts.change}</a>`
  const address =
    changesAddress === true
      ? html`<a class="button button-quiet" href="${paths.registrationAddress.to({ token })}">${texts.changeAddress}</a>`
      : ''
  if (registration.status === 'offered') return html`<p class="actions">${change} ${address}</p>`
  return html`${registration.takenOver === true && registration.status === 'confirmed' ? html`<p class="muted">${texts.takenOver}</p>` : ''}<p class="actions">${change} ${address}
${handsOver === true ? html`<a class="button button-quiet" href="${paths.registrationHandOver.to({ token })}">${texts.handOver}</a>` : ''}
<a class="button button-danger" href="${paths.registrationCancel.to({ token })}">${registration.status === 'confirmed' ? texts.cancel : registration.status === 'pending' ? texts.withdraw : texts.leave}</a></p>`
}
