import type { EventStatus } from '../../shared/domain/event.ts'
import { network } from '../../shared/domain/network.ts'
import type { Registration } from '../../shared/domain/registration.ts'
import { type Formats, formatsIn } from '../../shared/texts/formats.ts'
import { type Texts, textsIn } from '../../shared/texts/texts.ts'
import { type Html, html } from '../../shared/views/html.ts'
import { layout, type PageContext } from '../../shared/views/layout.ts'
import { badge } from '../../shared/views/notice.ts'
import { paths } from '../../shared/web/paths.ts'

/** One row of the list; a registration as it is stored will do. */
export type ListedRegistration = Pick<
  Registration,
  'name' | 'email' | 'organisation' | 'country' | 'role' | 'status' | 'registeredAt' | 'accessibilityNeeds'
>

/** One page of an event's registrations. `next` is the address of the following page, `first` that of the first one where this is not it. */
export interface RegistrationsModel {
  readonly event: { readonly slug: string; readonly title: string; readonly status: EventStatus }
  readonly registrations: readonly ListedRegistration[]
  readonly next?: string
  readonly first?: string
}

const tones = { confirmed: 'success', waitlisted: 'warning', cancelled: 'neutral' } as const

const row = (texts: Texts, formats: Formats, registration: ListedRegistration): Html => {
  const { registrations: labels } = texts.organiser
  const { name, email, organisation, country, role, status, registeredAt, accessibilityNeeds: needs } = registration
  return html`<tr><th scope="row">${name}${needs === undefined ? '' : html`<span class="needs"><b>${labels.needs}:</b> ${needs}</span>`}</th>
<td data-label="${labels.email}"><a href="mailto:${email}">${email}</a></td>
<td data-label="${labels.organisation}">${organisation}</td>
<td data-label="${labels.country}">${formats.country(country)}</td>
<td data-label="${labels.role}">${texts.roles[role]}</td>
<td data-label="${labels.status}">${badge(texts.registrationStatuses[status], tones[status])}</td>
<td data-label="${labels.registeredAt}"><time datetime="${registeredAt}">${formats.moment(registeredAt, network.timeZone)}</time></td></tr>`
}

const list = (texts: Texts, formats: Formats, registrations: readonly ListedRegistration[]): Html => {
  const { registrations: labels } = texts.organiser
  const heads = [labels.name, labels.email, labels.organisation, labels.country, labels.role, labels.status, labels.registeredAt]
  return html`<table class="stacked"><caption>${labels.timesIn(network.timeZone)}</caption>
<thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>${registrations.map((registration) => row(texts, formats, registration))}</tbody></table>`
}

const nobodyYet = (context: PageContext, texts: Texts, event: RegistrationsModel['event']): Html => {
  const { registrations: labels } = texts.organiser
  const address = `${context.siteUrl}${paths.event.to(event)}`
  return html`<div class="empty"><h2>${labels.empty}</h2>${
    event.status === 'published'
      ? html`<p>${labels.emptyPublished} <a href="${paths.event.to(event)}">${address}</a></p>`
      : html`<p>${labels.emptyDraft}</p>`
  }</div>`
}

/** Who registered for an event, for its organiser alone. */
export const registrationsView = (context: PageContext, { event, registrations, next, first }: RegistrationsModel): Html => {
  const texts = textsIn(context.language)
  const formats = formatsIn(context.language)
  const { registrations: labels } = texts.organiser
  const pages = [
    ...(first === undefined ? [] : [html`<a href="${first}">${labels.first}</a>`]),
    ...(next === undefined ? [] : [html`<a rel="next" href="${next}">${labels.next}</a>`]),
  ]
  return layout(context, {
    title: `${labels.title}: ${event.title}`,
    main: html`<p class="back"><a href="${paths.manageEvent.to(event)}">${event.title}</a></p>
<h1>${labels.title}</h1>
${
  registrations.length === 0 && first === undefined
    ? nobodyYet(context, texts, event)
    : html`<p>${labels.lead}</p>${list(texts, formats, registrations)}`
}
${pages.length === 0 ? '' : html`<nav class="pages" aria-label="${labels.title}">${pages}</nav>`}`,
  })
}
