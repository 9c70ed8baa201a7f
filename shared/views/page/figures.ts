import { type Html, html } from '../../site/html.ts'

/** One figure that stands out; `value` is written as the reader's language writes it, `hint` says what it is measured by. */
export interface Figure {
  readonly label: string
  readonly value: string
  readonly hint?: string
}

/** Key figures side by side. */
export const figures = (all: readonly Figure[]): Html =>
  html`<dl class="figures">${all.map(
    ({ label, value, hint }) =>
      html`<div><dt>${label}</dt><dd>${value}${hint === undefined ? '' : html` <span class="figure-hint">${hint}</span>`}</dd></div>`,
  )}</dl>`
