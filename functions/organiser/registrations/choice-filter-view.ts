import type { Language } from '../../../shared/domain/basics/language.ts'
import type { Event } from '../../../shared/domain/event/event.ts'
import { asksParticipation } from '../../../shared/domain/event/participation.ts'
import { chosenSessions } from '../../../shared/domain/event/registration-window.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import { paths } from '../../../shared/site/paths.ts'
import { textsIn } from '../../../shared/texts/texts.ts'
import { type Choice, participationChoices } from './choice-filter.ts'

interface Offered {
  readonly value: string
  readonly label: string
}

/** The choice of a session or a way of taking part, to list only the people who chose it; nothing for an event with neither. */
export const choiceFilter = (
  language: Language,
  event: Pick<Event, 'slug' | 'sessions' | 'format'>,
  choice: Choice | undefined,
): Html | '' => {
  const { formats, registration, organiser } = textsIn(language)
  const { session: texts, participation } = organiser.registrations
  const address = paths.eventRegistrations.to(event)
  const sessions = chosenSessions(event)
  const asks = asksParticipation(event)
  if (sessions.length === 0 && !asks) return ''
  const select = (name: keyof Choice, label: string, all: string, options: readonly Offered[]): Html =>
    html`<div class="filter-choice"><label for="${name}">${label}</label><select id="${name}" name="${name}"><option value="">${all}</option>
${options.map((option) => html`<option value="${option.value}"${option.value === choice?.[name] ? html` selected` : ''}>${option.label}</option>`)}</select></div>`
  const ways = participationChoices.map((way) => ({
    value: way,
    label: way === 'not-said' ? registration.participation.notSaid : formats[way],
  }))
  return html`<form class="filter" method="get" action="${address}" aria-label="${texts.filter}">
${asks ? select('participation', registration.participation.label, participation.all, ways) : ''}${
  sessions.length === 0
    ? ''
    : select(
        'session',
        texts.label,
        texts.all,
        sessions.map(({ id, title }) => ({ value: id, label: title })),
      )
}
<button class="button button-quiet">${texts.show}</button>
${choice === undefined ? '' : html`<a class="clear" href="${address}">${texts.clear}</a>`}</form>`
}
