import { type Html, html } from '../../site/html.ts'

export type Tone = 'info' | 'success' | 'warning' | 'danger'

interface NoticeParts {
  readonly title: string
  readonly body?: Html | string
  readonly live?: boolean
  /** Takes the focus if scripts run, so that a keyboard goes on from here. */
  readonly focus?: boolean
}

/** A box with something the reader must not miss. `live` ones are read out when the page opens, as the result of an action. */
export const notice = (tone: Tone, parts: NoticeParts): Html =>
  html`<div class="notice notice-${tone}"${parts.live === true ? html` role="status"` : ''}${parts.focus === true ? html` tabindex="-1" data-focus` : ''}>
<p class="notice-title">${parts.title}</p>${parts.body === undefined ? '' : html`<div class="notice-body">${parts.body}</div>`}</div>`

/** A word or two beside a title that show a state or kind. */
export const badge = (label: string, tone: Tone | 'neutral' = 'neutral'): Html => html`<span class="badge badge-${tone}">${label}</span>`

/** Terms and their values, such as the facts of an event. */
export const facts = (pairs: readonly (readonly [string, Html | string | number])[]): Html =>
  html`<dl class="facts">${pairs.map(([term, value]) => html`<div><dt>${term}</dt><dd>${value}</dd></div>`)}</dl>`
