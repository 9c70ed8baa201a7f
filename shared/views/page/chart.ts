import { type Html, html } from '../../site/html.ts'
import type { Formats } from '../../texts/formats.ts'

/** How often one answer was given. */
export interface Bar {
  readonly label: Html | string
  readonly count: number
}

/** `total` is how many people answered; shares are relative to it. */
export interface BarChart {
  readonly caption: string
  readonly labels: { readonly answer: string; readonly count: string; readonly share: string }
  readonly bars: readonly Bar[]
  readonly total: number
}

const part = (count: number, whole: number): number => (whole === 0 ? 0 : count / whole)

// Sizes are attributes rather than styles, which the content security policy forbids.
const bar = (count: number, longest: number): Html =>
  html`<svg width="100%" height="20" aria-hidden="true"><rect width="${Number((100 * part(count, longest)).toFixed(2))}%" height="20"></rect></svg>`

/** Horizontal bars inside a table that gives the same figures; the longest bar fills the width. */
export const barChart = (formats: Formats, { caption, labels, bars, total }: BarChart): Html => {
  const longest = Math.max(0, ...bars.map(({ count }) => count))
  return html`<table class="chart"><caption class="visually-hidden">${caption}</caption>
<thead class="visually-hidden"><tr><th scope="col">${labels.answer}</th><td></td><th scope="col">${labels.count}</th><th scope="col">${labels.share}</th></tr></thead>
<tbody>${bars.map(
    ({ label, count }) =>
      html`<tr><th scope="row">${label}</th><td class="chart-bar">${bar(count, longest)}</td><td class="chart-count">${formats.number(count)}</td><td class="chart-share">${formats.percent(part(count, total))}</td></tr>`,
  )}</tbody></table>`
}
