import { network } from '../../../shared/domain/basics/network.ts'
import type { Event } from '../../../shared/domain/event/event.ts'
import type { StoredSession } from '../../../shared/domain/event/fields.ts'
import type { RegistrationState } from '../../../shared/domain/event/registration-window.ts'
import { type AgendaSession, agendaOf } from '../../../shared/domain/registration/agenda.ts'
import type { Registration } from '../../../shared/domain/registration/registration.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { paths } from '../../../shared/site/paths.ts'
import { formatsIn } from '../../../shared/texts/formats.ts'
import { type Texts, textsIn } from '../../../shared/texts/texts.ts'
import { languageMark } from '../../../shared/views/event/event-parts.ts'
import { notice } from '../../../shared/views/page/notice.ts'

interface AgendaModel {
  /** Of the personal link. */
  readonly token: string
  readonly event: Pick<Event, 'sessions' | 'timeZone' | 'language'>
  readonly registration: Pick<Registration, 'status' | 'sessions'>
  readonly state: RegistrationState
  /** Whether sessions may still be chosen. */
  readonly answersOpen?: boolean
}

const item = (texts: Texts, { session, chosen }: AgendaSession, language: Html | ''): Html => {
  const { kind, title, start, end, room, track } = session
  const place = [...(kind === 'talk' ? [] : [texts.sessionKinds[kind]]), ...[room, track].filter((part) => part !== undefined)].join(' · ')
  return html`<li><p class="slot"><time datetime="${start}">${start.slice(11)}</time>–<time datetime="${end}">${end.slice(11)}</time></p><div><h4${language}>${title}</h4>${
    place === '' ? '' : html`<p class="room">${place}</p>`
  }${chosen ? html`<p class="room">${texts.registration.agenda.chosen}</p>` : ''}</div></li>`
}

/** Each two sessions that the person chose and that overlap, once. */
const overlapsIn = (sessions: readonly AgendaSession[]): readonly (readonly [StoredSession, StoredSession])[] =>
  sessions.flatMap(({ session, overlaps }) =>
    overlaps
      .filter((other) => session.start < other.start || (session.start === other.start && session.id < other.id))
      .map((other) => [session, other] as const),
  )

/** What somebody with a place attends, by day, with what of it overlaps. Nothing for events without a programme. */
export const agendaSection = ({ token, event, registration, state, answersOpen }: AgendaModel, { language }: PageContext): Html | '' => {
  if (registration.status !== 'confirmed' || state === 'cancelled') return ''
  const days = agendaOf(event, registration, network.dayChanges)
  if (days.length === 0) return ''
  const texts = textsIn(language)
  const { agenda } = texts.registration
  const formats = formatsIn(language)
  const foreign = languageMark(event, language)
  const overlapping = overlapsIn(days.flatMap(({ sessions }) => sessions))
  const told = overlapping.map(([one, other]) =>
    agenda.overlap({ one: one.title, other: other.title, day: formats.date(other.start.slice(0, 10)), time: other.start.slice(11) }),
  )
  const choose = answersOpen === true ? html`<p><a href="${paths.registrationChange.to({ token })}">${agenda.chooseAnew}</a></p>` : ''
  return html`<section class="section" aria-labelledby="agenda"><h2 id="agenda">${agenda.title}</h2><div class="stack"><p class="muted">${texts.programmePage.zone({ zone: event.timeZone })}</p>
${told.length === 0 ? '' : notice('warning', { title: agenda.overlapping, body: html`<ul>${told.map((line) => html`<li>${line}</li>`)}</ul>${choose}` })}</div>
${days.map(
  ({ day, sessions }) =>
    html`<h3 class="programme-day">${formats.date(day)}</h3><ol class="programme">${sessions.map((session) => item(texts, session, foreign))}</ol>`,
)}
<p class="actions"><a href="${paths.registrationAgenda.to({ token })}">${agenda.file}</a></p><p class="muted small">${agenda.fileHint} <a href="${paths.myLinks.to({})}">${agenda.subscribe}</a></p></section>`
}
