import { type Html, html } from '../../site/html.ts'
import type { Column } from './table.ts'

/** A column; `named` ones show their label before each value when the rows are stacked. */
export interface StackedColumn extends Column {
  readonly named?: boolean
}

/** A table whose rows become blocks of lines on small screens; each row has one cell per column, and the first heads the row. */
export interface StackedTable {
  readonly caption: string
  readonly captionHidden?: boolean
  readonly columns: readonly StackedColumn[]
  readonly rows: readonly (readonly (Html | string)[])[]
}

const attributes = ({ numeric, named, label }: StackedColumn): Html | undefined => {
  if (numeric !== true && named !== true) return undefined
  return html`${numeric === true ? html` class="numeric"` : ''}${named === true ? html` data-label="${label}"` : ''}`
}

// Explicit roles, since some browsers no longer see a table once its rows are laid out as blocks.
export const stackedTable = ({ caption, captionHidden, columns, rows }: StackedTable): Html => {
  const cellAttributes = columns.map(attributes)
  return html`<table class="stacked" role="table"><caption${captionHidden === true ? html` class="visually-hidden"` : ''}>${caption}</caption>
<thead role="rowgroup"><tr role="row">${columns.map(({ label, numeric }) => html`<th scope="col" role="columnheader"${numeric === true ? html` class="numeric"` : ''}>${label}</th>`)}</tr></thead>
<tbody role="rowgroup">${rows.map(
    (row) =>
      html`<tr role="row">${row.map((cell, index) =>
        index === 0 ? html`<th scope="row" role="rowheader">${cell}</th>` : html`<td role="cell"${cellAttributes[index]}>${cell}</td>`,
      )}</tr>`,
  )}</tbody></table>`
}
