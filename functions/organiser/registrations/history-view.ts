import type { Event } from '../../../shared/domain/event/event.ts'
import type { HistoryEntry } from '../../../shared/domain/registration/history.ts'
import type { Registration } from '../../../shared/domain/registration/registration.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { paths } from '../../../shared/site/paths.ts'
import { formatsIn } from '../../../shared/texts/formats.ts'
import { textsIn } from '../../../shared/texts/texts.ts'
import { mailtoLink } from '../../../shared/views/page/email-address.ts'
import { layout } from '../../../shared/views/page/layout.ts'
import { badge } from '../../../shared/views/page/notice.ts'
import { historyRemarks, historyWords } from './entry-words.ts'
import { statusTones } from './status-tones.ts'

/** One registration with its history; of a long history the end, and how many entries came before. */
export interface RegistrationHistory {
  readonly event: Event
  readonly registration: Registration
  readonly history: readonly HistoryEntry[]
  readonly earlier: number
  /** Whether the organiser can cancel it: while it is active and the event is not over. */
  readonly cancellable?: boolean
}

/** The history of one registration and its mails, for its event's organiser only. */
export const registrationHistoryView = (
  context: PageContext,
  { event, registration, history, earlier, cancellable = false }: RegistrationHistory,
): Html => {
  const texts = textsIn(context.language)
  const formats = formatsIn(context.language)
  const { history: labels } = texts.organiser
  const said = { texts, formats, timeZone: event.timeZone }
  const { name, email, organisation, status, round } = registration
  return layout(context, {
    title: texts.site.labelled({ label: name, value: event.title }),
    main: html`<div class="wrap stack"><p class="back"><a href="${paths.manageEvent.to(event)}">${event.title}</a> <a href="${paths.eventRegistrations.to(event)}">${texts.organiser.registrations.title}</a></p>
<p class="event-row-state">${badge(texts.registrationStatuses[status], statusTones[status])}</p>
<h1 class="history-name">${name}</h1>
<p class="lead history-name">${organisation}<br>${mailtoLink(email)}</p>
${
  cancellable
    ? html`<p><a class="button button-quiet" href="${paths.cancellations.to(event)}?${new URLSearchParams({ id: registration.id })}">${texts.organiser.cancellations.one}</a></p>`
    : ''
}
<section class="section"><h2>${labels.title}</h2>
<p class="hint">${labels.hint({ zone: event.timeZone })}</p>
${earlier === 0 ? '' : html`<p>${labels.earlier({ count: earlier })}</p>`}
<ol class="history panel">${history.map(
      (entry) =>
        html`<li><time datetime="${entry.at}">${formats.moment(entry.at, event.timeZone)}</time><span>${historyWords(said, entry)}${historyRemarks(said, entry, round).map((remark) => html`<span class="needs">${remark}</span>`)}</span></li>`,
    )}</ol>
${history.some(({ what }) => what === 'mail') ? '' : html`<p>${labels.noMails}</p>`}</section></div>`,
  })
}
