import type { FieldProblem } from '../../../shared/domain/basics/field-problem.ts'
import { network } from '../../../shared/domain/basics/network.ts'
import type { Instant } from '../../../shared/domain/basics/wall-time.ts'
import type { EventStatus } from '../../../shared/domain/event/event.ts'
import { cancellationFilterSchema, type DomainCount, mostCancelled } from '../../../shared/domain/registration/cancellations.ts'
import { type Registration, registrationStatuses } from '../../../shared/domain/registration/registration.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { paths } from '../../../shared/site/paths.ts'
import { formatsIn } from '../../../shared/texts/formats.ts'
import { textsIn } from '../../../shared/texts/texts.ts'
import { selectField, textField } from '../../../shared/views/form/fields.ts'
import { errorSummary, type Form, formTitle, hiddenField, postForm, submitButton } from '../../../shared/views/form/form.ts'
import { layout } from '../../../shared/views/page/layout.ts'
import { badge, notice } from '../../../shared/views/page/notice.ts'
import { stackedTable } from '../../../shared/views/page/stacked-table.ts'
import { statusTones } from './status-tones.ts'

/** `chosen` are the registrations matching the filter, if there is one; `done` is how many were just cancelled. */
export interface CancellationsModel {
  readonly event: { readonly slug: string; readonly title: string; readonly status: EventStatus }
  readonly values: Readonly<Record<string, string>>
  /** When the organiser looks; whoever registers later is not cancelled with the others. */
  readonly now: Instant
  readonly problems: readonly FieldProblem[]
  readonly domains: readonly DomainCount[]
  readonly chosen?: readonly Registration[]
  readonly done?: number
}

const namesShown = 20
const domainsShown = 10

const formOf = (context: PageContext, { values, problems }: CancellationsModel): Form => {
  const texts = textsIn(context.language)
  const { domain, from, until, status } = texts.organiser.cancellations
  const labels: Readonly<Record<string, string>> = { domain, from, until, status }
  return {
    schema: cancellationFilterSchema,
    texts,
    values,
    problems,
    wordsOf: (field) => ({ label: labels[field] ?? field }),
  }
}

const filterForm = (context: PageContext, model: CancellationsModel): Html => {
  const texts = textsIn(context.language)
  const words = texts.organiser.cancellations
  const form = formOf(context, model)
  const live = registrationStatuses.filter((status) => status !== 'cancelled')
  return html`<form class="form" method="get" action="${paths.cancellations.to(model.event)}">${errorSummary(form)}
${textField(form, { name: 'domain', hint: words.domainHint, width: 'medium' })}
<div class="side-by-side">${textField(form, { name: 'from', type: 'datetime', hint: words.timesIn({ zone: network.timeZone }) })}
${textField(form, { name: 'until', type: 'datetime', hint: words.timesIn({ zone: network.timeZone }) })}</div>
${selectField(form, {
  name: 'status',
  none: words.anyStatus,
  options: live.map((status) => ({ value: status, label: texts.registrationStatuses[status] })),
})}
<p class="actions"><button class="button button-quiet">${words.find}</button></p></form>`
}

const byDomain = (context: PageContext, { event, domains }: CancellationsModel): Html => {
  const words = textsIn(context.language).organiser.cancellations
  const { moment } = formatsIn(context.language)
  const at = (instant: string): Html => html`<time datetime="${instant}">${moment(instant, network.timeZone)}</time>`
  return stackedTable({
    caption: words.byDomain,
    columns: [
      { label: words.domain },
      { label: words.count, numeric: true, named: true },
      { label: words.first, named: true },
      { label: words.last, named: true },
    ],
    rows: domains
      .slice(0, domainsShown)
      .map(({ domain, count, first, last }) => [
        html`<a href="${paths.cancellations.to(event)}?${new URLSearchParams({ domain })}">${domain}</a>`,
        String(count),
        at(first),
        at(last),
      ]),
  })
}

const people = (context: PageContext, chosen: readonly Registration[]): Html => {
  const texts = textsIn(context.language)
  const words = texts.organiser.cancellations
  const { moment } = formatsIn(context.language)
  const shown = chosen.slice(0, namesShown)
  return stackedTable({
    caption: words.sample({ count: shown.length }),
    captionHidden: shown.length === chosen.length,
    columns: [
      { label: words.name },
      { label: texts.organiser.registrations.email },
      { label: words.status },
      { label: words.registeredAt },
    ],
    rows: shown.map(({ name, email, status, registeredAt }) => [
      name,
      email,
      badge(texts.registrationStatuses[status], statusTones[status]),
      html`<time datetime="${registeredAt}">${moment(registeredAt, network.timeZone)}</time>`,
    ]),
  })
}

/** What would be cancelled, and the button for it. */
const confirmation = (context: PageContext, model: CancellationsModel, chosen: readonly Registration[]): Html => {
  const words = textsIn(context.language).organiser.cancellations
  const count = Math.min(chosen.length, mostCancelled)
  const back = html`<a href="${paths.eventRegistrations.to(model.event)}">${words.keep}</a>`
  return html`<section class="stack"><h2>${words.found({ count: chosen.length })}</h2>${
    chosen.length === 0
      ? ''
      : html`${people(context, chosen)}${postForm(
          context,
          html`${Object.entries(model.values).map(([name, value]) => hiddenField(name, value))}${hiddenField('seenAt', model.now)}
${notice('warning', { title: words.forGood, body: html`<p>${words.forGoodBody}${chosen.length > mostCancelled ? html` ${words.atOnce({ most: mostCancelled })}` : ''}</p>` })}
<div class="field"><div class="choice"><input type="checkbox" id="tell" name="tell" value="yes" aria-describedby="tell-hint"><label for="tell">${words.tell}<span class="hint" id="tell-hint">${words.tellHint}</span></label></div></div>
<p class="actions">${submitButton(words.confirm({ count }), { look: 'danger' })} ${back}</p>`,
          { action: paths.cancellations.to(model.event) },
        )}`
  }</section>`
}

/** The page to find unwanted registrations and cancel them. */
export const cancellationsView = (context: PageContext, model: CancellationsModel): Html => {
  const { event, problems, domains, chosen, done, values } = model
  const texts = textsIn(context.language)
  const words = texts.organiser.cancellations
  const single = values['id'] !== undefined
  return layout(context, {
    title: formTitle(formOf(context, model), texts.site.labelled({ label: words.title, value: event.title })),
    main: html`<div class="wrap stack"><p class="back"><a href="${paths.manageEvent.to(event)}">${event.title}</a> <a href="${paths.eventRegistrations.to(event)}">${texts.organiser.registrations.title}</a></p>
<h1>${words.title}</h1>
${done === undefined ? '' : notice('success', { title: words.done({ count: done }), live: true, ...(chosen === undefined || chosen.length === 0 ? {} : { body: html`<p>${words.left({ count: chosen.length })}</p>` }) })}
<p class="lead">${words.lead}</p>
${single ? '' : filterForm(context, model)}
${chosen === undefined ? '' : confirmation(context, model, chosen)}
${single || problems.length > 0 ? '' : domains.length === 0 ? html`<p>${words.none}</p>` : byDomain(context, model)}</div>`,
  })
}
