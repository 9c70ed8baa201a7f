import type { Language } from '../../../shared/domain/basics/language.ts'
import { network } from '../../../shared/domain/basics/network.ts'
import type { Event, EventStatus } from '../../../shared/domain/event/event.ts'
import { asksParticipation } from '../../../shared/domain/event/participation.ts'
import type { ErasedRegistration } from '../../../shared/domain/registration/erased-registration.ts'
import type { Registration } from '../../../shared/domain/registration/registration.ts'
import { sessionTitles } from '../../../shared/domain/registration/session-choice.ts'
import type { RegistrationForm } from '../../../shared/domain/registration-form/form.ts'
import { attendeeTypeLabel } from '../../../shared/domain/registration-form/readable-answers.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { paths } from '../../../shared/site/paths.ts'
import { type Formats, formatsIn } from '../../../shared/texts/formats.ts'
import { type Texts, textsIn } from '../../../shared/texts/texts.ts'
import { answerFacts } from '../../../shared/views/event/answer-facts.ts'
import { postForm } from '../../../shared/views/form/form.ts'
import { mailtoLink } from '../../../shared/views/page/email-address.ts'
import { layout } from '../../../shared/views/page/layout.ts'
import { badge, facts, notice } from '../../../shared/views/page/notice.ts'
import { stackedTable } from '../../../shared/views/page/stacked-table.ts'
import { attendanceChoice, attendanceForm } from '../attendance/attendance-view.ts'
import { calendarAnswerWords } from './calendar-answer-words.ts'
import { type Choice, choiceQuery } from './choice-filter.ts'
import { choiceFilter } from './choice-filter-view.ts'
import type { GivenFile } from './given-files.ts'
import type { Reach } from './reachability.ts'
import { statusTones } from './status-tones.ts'

/** One row of the list; a stored registration will do. */
export type ListedRegistration = Pick<
  Registration,
  | 'id'
  | 'name'
  | 'email'
  | 'organisation'
  | 'country'
  | 'role'
  | 'status'
  | 'registeredAt'
  | 'accessibilityNeeds'
  | 'attendeeType'
  | 'answers'
  | 'participation'
  | 'sessions'
  | 'sequence'
  | 'calendarAnswer'
  | 'attendance'
> &
  Reach & {
    readonly files?: readonly GivenFile[]
    /** The attendance chosen before the page had to be loaded again. */
    readonly chosen?: string | undefined
  }

type AskedForm = RegistrationForm & Pick<Event, 'sessions' | 'format'>

/** One page of an event's registrations. `next` is the URL of the next page, `first` that of the first one unless this is it. */
export interface RegistrationsModel {
  readonly event: { readonly slug: string; readonly title: string; readonly status: EventStatus } & AskedForm
  readonly registrations: readonly ListedRegistration[]
  /** What stays of people who were erased, of this page. */
  readonly erased?: readonly ErasedRegistration[]
  readonly next?: string
  readonly first?: string
  /** Where this page begins in the list, unless at the start. */
  readonly from?: string
  /** What the people shown have chosen, if only those are shown. */
  readonly choice?: Choice
  /** Whether people can be marked as present or absent. */
  readonly takesAttendance?: boolean
  /** Whether registrations can be cancelled: until the event is over. */
  readonly cancellable?: boolean
  /** Marks were just saved; `some` were not, because those people no longer have a place. */
  readonly marked?: 'all' | 'some'
}

const fileLinks = (texts: Texts, { bytes }: Formats, files: readonly GivenFile[]): readonly Html[] =>
  files.map(
    ({ label, name, size, href }) =>
      html`<span class="needs">${texts.organiser.registrations.fileFor({ label })} <a href="${href}">${name}</a> (${bytes(size)})</span>`,
  )

interface List {
  readonly context: PageContext
  readonly slug: string
  readonly texts: Texts
  readonly formats: Formats
  readonly language: Language
  readonly asked: AskedForm
  readonly takesAttendance: boolean
}

/** How the person takes part in a hybrid event: `Taking part: online`. */
const takesPart = (texts: Texts, { participation }: ListedRegistration): string => {
  const { label, notSaid } = texts.registration.participation
  return texts.site.labelled({ label, value: participation === undefined ? notSaid : texts.formats[participation] })
}

/** The person's answers beyond the columns, as far as there are any. */
const beyondColumns = ({ texts, formats, language, asked }: List, registration: ListedRegistration): readonly Html[] => {
  const { registrations: labels } = texts.organiser
  const { accessibilityNeeds: needs, files = [] } = registration
  const attendeeType = attendeeTypeLabel(asked, registration)
  const answers = answerFacts(language, asked, { answers: registration.answers })
  const sessions = sessionTitles(asked, registration)
  const found: Html[] = []
  if (asksParticipation(asked)) found.push(html`<span class="needs">${takesPart(texts, registration)}</span>`)
  if (attendeeType !== undefined) found.push(html`<span class="needs">${attendeeType}</span>`)
  if (needs !== undefined) found.push(html`<span class="needs">${labels.needs({ text: needs })}</span>`)
  if (sessions.length > 0)
    found.push(html`<span class="needs">${texts.site.labelled({ label: texts.fields.sessions.label, value: sessions.join(' · ') })}</span>`)
  if (answers.length > 0)
    found.push(html`<details class="answers"><summary>${labels.answers({ count: answers.length })}</summary>${facts(answers)}</details>`)
  return [...found, ...fileLinks(texts, formats, files)]
}

/** The name, and what the person answered. */
const person = (list: List, registration: ListedRegistration): Html => {
  const { id, name } = registration
  return html`<a href="${paths.registrationHistory.to({ slug: list.slug, id })}">${name}</a>${beyondColumns(list, registration)}`
}

/** A request, with the buttons to decide it. */
const decision = ({ context, texts, slug }: List, { id, status }: ListedRegistration): Html => {
  const { registrations: labels } = texts.organiser
  const button = (label: string, action: string) =>
    postForm(context, html`<button class="tool" type="submit">${label}</button>`, { action })
  return html`${badge(texts.registrationStatuses[status], statusTones[status])}<div class="actions">${button(labels.approve, paths.approveRegistration.to({ slug, id }))}${button(labels.decline, paths.declineRegistration.to({ slug, id }))}</div>`
}

/** The address, and whether mails arrive there: if not, with a button to send them again. */
const address = (shown: List, { id, email, unreachable, liftedAt }: ListedRegistration): Html => {
  const { context, texts, formats, slug } = shown
  const { reach } = texts.organiser.registrations
  const day = (at: string): string => formats.days(at, at, network.timeZone)
  const link = mailtoLink(email)
  if (unreachable === undefined)
    return liftedAt === undefined ? link : html`${link}<span class="needs">${reach.lifted({ day: day(liftedAt) })}</span>`
  const { reason, at } = unreachable
  return html`${link}<div class="reach">${badge(reach.title, 'danger')}<span class="needs">${reach.since({ reason: reach.reasons[reason], day: day(at) })}${
    reason === 'complaint' ? html`<span class="needs">${reach.onlyWhenAsked}</span>` : ''
  }</span>${postForm(context, html`<button class="tool" type="submit">${reach.lift}</button>`, {
    action: paths.reachableRegistration.to({ slug, id }),
  })}</div>`
}

/** The person's status and, for those with a place, the calendar's answer and attendance. */
const statusAndAnswer = (list: List, registration: ListedRegistration): Html => {
  const { texts, takesAttendance } = list
  const { status } = registration
  const answer = calendarAnswerWords(texts, registration)
  const shown = badge(texts.registrationStatuses[status], statusTones[status])
  if (answer === '' && !takesAttendance) return shown
  return html`${shown}${answer === '' ? '' : html`<span class="needs">${answer}</span>`}${
    takesAttendance && status === 'confirmed' ? attendanceChoice(list.texts, registration, registration.chosen) : ''
  }`
}

const row = (list: List, registration: ListedRegistration): readonly (Html | string)[] => {
  const { texts, formats } = list
  const { organisation, country, role, status, registeredAt } = registration
  return [
    person(list, registration),
    address(list, registration),
    organisation,
    formats.country(country),
    texts.roles[role],
    status === 'pending' ? decision(list, registration) : statusAndAnswer(list, registration),
    html`<time datetime="${registeredAt}">${formats.moment(registeredAt, network.timeZone)}</time>`,
  ]
}

const list = (shown: List, registrations: readonly ListedRegistration[]): Html => {
  const { registrations: labels } = shown.texts.organiser
  return html`<div class="people">${stackedTable({
    caption: labels.timesIn({ zone: network.timeZone }),
    columns: [
      { label: labels.name },
      { label: labels.email },
      { label: labels.organisation },
      { label: labels.country },
      { label: labels.role },
      { label: labels.status },
      { label: labels.registeredAt, named: true },
    ],
    rows: registrations.map((registration) => row(shown, registration)),
  })}</div>`
}

const nobodyYet = (context: PageContext, texts: Texts, event: RegistrationsModel['event']): Html => {
  const { registrations: labels } = texts.organiser
  const address = `${context.siteUrl}${paths.event.to(event)}`
  return html`<div class="empty stack"><h2>${labels.empty}</h2>${
    event.status === 'published'
      ? html`<p>${labels.emptyPublished} <a href="${paths.event.to(event)}">${address}</a></p>`
      : html`<p>${labels.emptyDraft}</p>`
  }</div>`
}

/** How many of them were erased. */
const erasedNote = ({ organiser }: Texts, erased: readonly ErasedRegistration[] = []): Html | '' =>
  erased.length === 0
    ? ''
    : html`<p>${organiser.registrations.erased.count({
        count: erased.length,
        confirmed: erased.filter(({ status }) => status === 'confirmed').length,
        attended: erased.filter(({ attendance }) => attendance?.mark === 'attended').length,
      })}</p>`

/** What can be done with the people shown: choosing a session, downloading, cancelling. */
const tools = (context: PageContext, texts: Texts, { event, choice, cancellable = false }: RegistrationsModel): Html => {
  const { registrations: labels } = texts.organiser
  const chosen = choice === undefined ? '' : `?${new URLSearchParams(choiceQuery(choice))}`
  return html`${choiceFilter(context.language, event, choice)}
<p class="actions"><a class="button button-quiet" href="${paths.eventRegistrationsWorkbook.to(event)}${chosen}">${labels.workbook}</a> <a class="button button-quiet" href="${paths.eventRegistrationsFile.to(event)}${chosen}">${labels.download}</a>${
    cancellable
      ? html` <a class="button button-quiet" href="${paths.cancellations.to(event)}">${texts.organiser.cancellations.link}</a>`
      : ''
  }</p>`
}

/** The people of a page, and the form to record their attendance. */
const people = (shown: List, { event, registrations, next, from, choice, takesAttendance = false }: RegistrationsModel): Html => {
  const { context, texts } = shown
  const { registrations: labels } = texts.organiser
  if (registrations.length === 0)
    return html`${choice !== undefined && next === undefined ? html`<p class="empty">${choice.participation === undefined ? labels.session.nobody : labels.participation.nobody}</p>` : ''}`
  if (!takesAttendance || !registrations.some(({ status }) => status === 'confirmed')) return list(shown, registrations)
  const place = { slug: event.slug, ...(from === undefined ? {} : { from }), ...(choice === undefined ? {} : { choice }) }
  return html`<p>${labels.attendance.lead}</p>${list(shown, registrations)}${attendanceForm(context, texts, place)}`
}

/** Who registered for an event, for its organiser only. */
export const registrationsView = (context: PageContext, model: RegistrationsModel): Html => {
  const { event, registrations, next, first, marked, choice, takesAttendance = false, erased } = model
  const texts = textsIn(context.language)
  const { language } = context
  const shown: List = { context, slug: event.slug, texts, formats: formatsIn(language), language, asked: event, takesAttendance }
  const { registrations: labels } = texts.organiser
  const pages = [
    ...(first === undefined ? [] : [html`<a href="${first}">${labels.first}</a>`]),
    ...(next === undefined ? [] : [html`<a rel="next" href="${next}">${labels.next}</a>`]),
  ]
  return layout(context, {
    title: texts.site.labelled({ label: labels.title, value: event.title }),
    main: html`<div class="wrap stack"><p class="back"><a href="${paths.manageEvent.to(event)}">${event.title}</a></p>
<h1>${labels.title}</h1>
${marked === undefined ? '' : notice(marked === 'all' ? 'success' : 'warning', { title: labels.attendance.done[marked], live: true })}
${
  registrations.length === 0 && first === undefined && choice === undefined
    ? nobodyYet(context, texts, event)
    : html`<p class="muted">${labels.lead}</p>
${tools(context, texts, model)}${people(shown, model)}`
}${erasedNote(texts, erased)}
${pages.length === 0 ? '' : html`<nav class="pages" aria-label="${labels.title}">${pages}</nav>`}</div>`,
  })
}
