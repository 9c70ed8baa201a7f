import { type Html, html } from '../../site/html.ts'

/** One prominent figure; `value` is formatted for the reader's language, `hint` explains its measure. */
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
