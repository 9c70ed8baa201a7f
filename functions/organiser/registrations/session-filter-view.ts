import type { Language } from '../../../shared/domain/basics/language.ts'
import type { Event } from '../../../shared/domain/event/event.ts'
import { chosenSessions } from '../../../shared/domain/event/registration-window.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import { paths } from '../../../shared/site/paths.ts'
import { textsIn } from '../../../shared/texts/texts.ts'

/** The choice of a session, to list only the people who chose it; nothing for an event without such sessions. */
export const sessionFilter = (language: Language, event: Pick<Event, 'slug' | 'sessions'>, chosen: string | undefined): Html | '' => {
  const { session: texts } = textsIn(language).organiser.registrations
  const address = paths.eventRegistrations.to(event)
  const sessions = chosenSessions(event)
  return sessions.length === 0
    ? ''
    : html`<form class="filter" method="get" action="${address}" aria-label="${texts.filter}">
<div class="filter-choice"><label for="session">${texts.label}</label><select id="session" name="session"><option value="">${texts.all}</option>
${sessions.map(({ id, title }) => html`<option value="${id}"${id === chosen ? html` selected` : ''}>${title}</option>`)}</select></div>
<button class="button button-quiet">${texts.show}</button>
${chosen === undefined ? '' : html`<a class="clear" href="${address}">${texts.clear}</a>`}</form>`
}
