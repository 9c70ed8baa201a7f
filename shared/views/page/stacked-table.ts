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

const cellStart = ({ numeric, named, label }: StackedColumn, index: number): string =>
  index === 0
    ? '<tr role="row"><th role="rowheader">'
    : html`<td role="cell"${numeric === true ? html` class="numeric"` : ''}${named === true ? html` data-label="${label}"` : ''}>`.toString()

/**
 * The markup between the cells of a row, so that each of many rows is one template. HTML needs no end tags of cells, which are
 * much of a long list.
 */
const rowTemplate = (columns: readonly StackedColumn[]): TemplateStringsArray => {
  const strings = [...columns.map(cellStart), '</tr>']
  return Object.assign(strings, { raw: strings })
}

// Explicit roles, since some browsers no longer see a table once its rows are laid out as blocks.
export const stackedTable = ({ caption, captionHidden, columns, rows }: StackedTable): Html => {
  const template = rowTemplate(columns)
  return html`<table class="stacked" role="table"><caption${captionHidden === true ? html` class="visually-hidden"` : ''}>${caption}</caption>
<thead role="rowgroup"><tr role="row">${columns.map(({ label, numeric }) => html`<th role="columnheader"${numeric === true ? html` class="numeric"` : ''}>${label}</th>`)}</tr></thead>
<tbody role="rowgroup">${rows.map((row) => html(template, ...row))}</tbody></table>`
}
