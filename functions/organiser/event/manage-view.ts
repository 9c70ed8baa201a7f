import { handledOf, type ScheduledMail, scheduledMails } from '../../../shared/domain/automatic-mails/due-mails.ts'
import type { FieldProblem } from '../../../shared/domain/basics/field-problem.ts'
import type { Instant } from '../../../shared/domain/basics/wall-time.ts'
import { type Event, isPublic, mayCancel, mayDelete, mayPreview } from '../../../shared/domain/event/event.ts'
import type { ChoiceFigures, participationFigures } from '../../../shared/domain/feedback/summary.ts'
import type { WaitingReason } from '../../../shared/domain/seats/waiting-list.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { paths } from '../../../shared/site/paths.ts'
import { sayProblem } from '../../../shared/texts/field-words.ts'
import { type Formats, formatsIn } from '../../../shared/texts/formats.ts'
import { sayDuration } from '../../../shared/texts/say-duration.ts'
import { type Texts, textsIn } from '../../../shared/texts/texts.ts'
import { statusBadge } from '../../../shared/views/event/event-line.ts'
import { kindBadge, topicLabel, whenInFull } from '../../../shared/views/event/event-parts.ts'
import { type Figure, figures as figuresList } from '../../../shared/views/page/figures.ts'
import { layout } from '../../../shared/views/page/layout.ts'
import { facts, notice } from '../../../shared/views/page/notice.ts'
import { previewSection } from '../draft-link/section-view.ts'
import { eventFormWords } from '../event-form/form-words.ts'
import type { MassMail } from '../mail-progress/mass-mails.ts'
import { massMailsSection } from '../mail-progress/mass-mails-view.ts'
import { embedSection } from '../publishing/embed-view.ts'
import { type PublishModel, publishing } from '../publishing/publish-view.ts'
import { lettersLabel } from '../replies/open-count.ts'
import { participationFiguresSection, sessionFiguresSection } from './choice-figures-view.ts'

/** Counts of registrations; `placesLeft` is absent without a limit, or once registration has ended. */
export interface ManageFigures {
  readonly confirmed: number
  readonly waitlisted: number
  readonly cancelled: number
  readonly placesLeft?: number
}

/** What has just been done to the event, shown once at the top. */
export type ManageNotice = keyof Texts['organiser']['manage']['notices']

export interface ManageModel extends PublishModel {
  readonly now: Instant
  /** Shown once the event has been published. */
  readonly figures?: ManageFigures
  /** How many take part in a hybrid event in each way. */
  readonly participation?: ReturnType<typeof participationFigures>
  /** How many chose each session, by its id. */
  readonly sessions?: ReadonlyMap<string, ChoiceFigures>
  /** Places kept for groups; `link` is how people of the group register. */
  readonly groups: readonly {
    readonly label: string
    readonly places: number
    readonly until: string
    readonly given: number
    readonly link: string
  }[]
  /** The event's mass mails, newest first. */
  readonly massMails?: readonly MassMail[]
  /** How many letters are open. */
  readonly letters?: number
  /** Why the first person on the waiting list has no place yet. */
  readonly waiting?: WaitingReason
  readonly notice?: ManageNotice
  /** The link by which colleagues see the draft, if there is one. */
  readonly previewUrl?: string
  /** Why the event could not be published. */
  readonly problems?: readonly FieldProblem[]
}

const messages = (texts: Texts, { notice: done, problems = [], event }: ManageModel): Html => {
  const { manage } = texts.organiser
  return html`${done === undefined ? '' : notice('success', { title: manage.notices[done], live: true, focus: true })}${
    problems.length === 0
      ? ''
      : notice('danger', {
          title: manage.cannotPublish,
          live: true,
          body: html`<ul>${problems.map((problem) => html`<li>${sayProblem(texts, problem, eventFormWords(texts, problem.field))}</li>`)}</ul>
<p><a href="${paths.editEvent.to(event)}">${manage.edit}</a></p>`,
        })
  }`
}

const counted = (texts: Texts, formats: Formats, figures: ManageFigures, event: Event): Html => {
  const { manage } = texts.organiser
  const left =
    figures.placesLeft === undefined
      ? event.capacity === undefined && event.status === 'published'
        ? manage.noLimit
        : undefined
      : formats.number(figures.placesLeft)
  const shown: readonly Figure[] = [
    { label: manage.confirmed, value: formats.number(figures.confirmed) },
    { label: manage.waitlisted, value: formats.number(figures.waitlisted) },
    { label: manage.cancelledPlaces, value: formats.number(figures.cancelled) },
    ...(left === undefined ? [] : [{ label: manage.placesLeft, value: left }]),
  ]
  return html`<section class="section"><h2>${manage.figures}</h2>${figuresList(shown)}</section>`
}

const links = (context: PageContext, texts: Texts, formats: Formats, { event, letters = 0 }: ManageModel): Html | '' => {
  const { manage } = texts.organiser
  const all = [
    ...(mayPreview(event) ? [{ href: paths.preview.to(event), label: texts.preview.link }] : []),
    ...(isPublic(event)
      ? [
          { href: paths.eventRegistrations.to(event), label: manage.registrations },
          { href: paths.eventMessages.to(event), label: texts.organiser.messages.title },
          { href: paths.eventLetters.to(event), label: lettersLabel(texts, formats, letters) },
          { href: paths.summary.to(event), label: manage.summary },
          { href: paths.event.to(event), label: manage.publicPage },
        ]
      : []),
    ...(event.audience === 'invited' ? [{ href: paths.invited.to(event), label: manage.invited }] : []),
    ...(event.audience === 'network' && context.staff?.roles.includes('administrator') === true
      ? [{ href: paths.members.to({}), label: texts.addressList.members.title }]
      : []),
    ...(event.series === undefined ? [] : [{ href: paths.manageSeries.to({ slug: event.series }), label: texts.planSeries.part }]),
    { href: paths.eventSpeakers.to(event), label: texts.speakers.title },
    { href: paths.attachments.to(event), label: texts.attachments.title },
    { href: paths.illustrate.to(event), label: texts.picture.title },
    { href: paths.eventOrganisers.to(event), label: texts.sharing.title },
    { href: paths.eventAudit.to(event), label: texts.audit.title },
    { href: paths.copyEvent.to(event), label: texts.organiser.copy.title },
    { href: paths.keepTemplate.to(event), label: texts.templates.keep },
    ...(event.status === 'cancelled'
      ? []
      : [
          { href: paths.editEvent.to(event), label: manage.edit },
          { href: paths.planProgramme.to(event), label: texts.arranging.link },
          { href: paths.moveEvent.to(event), label: texts.organiser.move.link },
        ]),
  ]
  return all.length === 0
    ? ''
    : html`<ul class="staff-links">${all.map(({ href, label }) => html`<li><a class="button button-quiet" href="${href}">${label}</a></li>`)}</ul>`
}

const details = (context: PageContext, texts: Texts, formats: Formats, event: Event): Html => {
  const { manage } = texts.organiser
  const { format, joinUrl, venue, topics } = event
  const online = format !== 'in-person'
  return html`<section class="section"><h2>${manage.details}</h2><div class="panel facts-wide">${facts([
    [manage.when, whenInFull(event, context.language)],
    [manage.format, texts.formats[format]],
    [manage.audience, texts.eventForm.audiences[event.audience]],
    ...(venue === undefined ? [] : [[manage.where, html`<span class="lines">${venue}</span>`] as const]),
    ...(online
      ? [[manage.joinLink, joinUrl === undefined ? manage.joinLinkMissing : html`<a href="${joinUrl}">${joinUrl}</a>`] as const]
      : []),
    [manage.language, formats.language(event.language)],
    ...(topics.length === 0 ? [] : [[manage.topics, topics.map((topic) => topicLabel(topic, context.language)).join(', ')] as const]),
  ])}</div></section>`
}

/** The groups with reserved places, with the link to send them. */
const keptFor = (texts: Texts, formats: Formats, { groups }: ManageModel): Html | '' => {
  const { manage } = texts.organiser
  const until = (wallTime: string): string => `${formats.date(wallTime.slice(0, 10))}, ${wallTime.slice(11)}`
  return groups.length === 0
    ? ''
    : html`<section class="section"><h2>${manage.groups}</h2><div class="panel facts-wide">${facts(
        groups.map((group) => [
          group.label,
          html`${manage.groupPlaces({ given: group.given, places: group.places, until: until(group.until) })}<br><a href="${group.link}">${manage.groupLink}</a>`,
        ]),
      )}</div></section>`
}

/** The automatic mails, with what became of each. */
const mailsOf = (texts: Texts, formats: Formats, event: Event): Html | '' => {
  const { manage } = texts.organiser
  if (!isPublic(event)) return ''
  const moment = (at: Instant): string => formats.moment(at, event.timeZone)
  const said = (mail: ScheduledMail): string => {
    const handled = handledOf(event, mail)
    if (handled === undefined) return event.status === 'cancelled' ? manage.mailEnded : manage.mailDue({ moment: moment(mail.dueAt) })
    return handled.state === 'begun'
      ? manage.mailBegun({ moment: moment(handled.at) })
      : manage.mailMissed({ moment: moment(handled.dueAt), why: manage.missedReasons[handled.reason] })
  }
  // If an event was moved after its end, feedback was requested before the reminders still to come.
  const when = (mail: ScheduledMail): Instant => handledOf(event, mail)?.at ?? mail.dueAt
  const mails = scheduledMails(event).toSorted((a, b) => when(a).localeCompare(when(b)))
  const rows = mails.map((mail) => [manage.mailKinds[mail.kind]({ offset: sayDuration(texts, mail.offset) }), said(mail)] as const)
  return html`<section class="section"><h2>${manage.mails}</h2><div class="panel facts-wide">${facts(rows)}<p class="hint">${manage.mailZone({ zone: event.timeZone })}</p></div></section>`
}

const ending = (words: Texts['organiser']['manage'], event: Event, now: Instant): Html | '' => {
  const ways = [
    ...(mayCancel(event, now) ? [{ href: paths.cancelEvent.to(event), label: words.cancel }] : []),
    ...(mayDelete(event) ? [{ href: paths.deleteEvent.to(event), label: words.remove }] : []),
  ]
  return ways.length === 0
    ? ''
    : html`<p class="staff-end actions">${ways.map(({ href, label }) => html`<a class="danger-link" href="${href}">${label}</a> `)}</p>`
}

/** One event for its organiser: its state, and what can be done with it. */
export const manageView = (context: PageContext, model: ManageModel): Html => {
  const texts = textsIn(context.language)
  const formats = formatsIn(context.language)
  const { event, figures, now } = model
  const { manage } = texts.organiser
  return layout(context, {
    title: event.title,
    main: html`<div class="wrap"><div class="stack"><p class="back"><a href="${paths.organiser.to({})}">${manage.back}</a></p>
${messages(texts, model)}
<p class="event-row-state">${statusBadge(texts, event, now)} ${kindBadge(event.kind, context.language)}</p>
<h1>${event.title}</h1>
<p class="lead">${event.summary}</p>
${publishing(context, texts, formats, model)}${links(context, texts, formats, model)}</div>
${previewSection(context, texts, model)}
${figures === undefined ? '' : counted(texts, formats, figures, event)}
${model.participation === undefined ? '' : participationFiguresSection(texts, formats, event, model.participation)}
${model.sessions === undefined ? '' : sessionFiguresSection(texts, formats, event, model.sessions)}
${model.waiting === undefined ? '' : notice('info', { title: manage.waiting, body: manage.waitingReasons[model.waiting] })}${keptFor(texts, formats, model)}
${details(context, texts, formats, event)}
${mailsOf(texts, formats, event)}
${massMailsSection(texts, formats, event, model.massMails ?? [])}
${embedSection(context, texts, event)}
${ending(manage, event, now)}</div>`,
  })
}
