import { type Html, html } from '../../site/html.ts'

export interface Column {
  readonly label: string
  /** Figures are right-aligned, so that their digits line up. */
  readonly numeric?: boolean
}

/** A table; each row has one cell per column, and the first heads the row. `empty` is shown if there are no rows. */
export interface Table {
  readonly caption: string
  /** The caption is read out but not shown, if a heading above says the same. */
  readonly captionHidden?: boolean
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly (Html | string | number)[])[]
  readonly empty?: string
}

const look = (column: Column | undefined): Html | '' => (column?.numeric === true ? html` class="numeric"` : '')

// HTML needs no end tags of cells, rows and bodies, which are much of a long table.
/** The table as markup; it scrolls sideways on small screens, also by keyboard. */
export const table = ({ caption, captionHidden, columns, rows, empty }: Table): Html =>
  rows.length === 0 && empty !== undefined
    ? html`<p class="empty">${empty}</p>`
    : html`<div class="table-frame" role="region" aria-label="${caption}" tabindex="0"><table>
<caption${captionHidden === true ? html` class="visually-hidden"` : ''}>${caption}</caption>
<thead><tr>${columns.map((column) => html`<th scope="col"${look(column)}>${column.label}`)}</thead>
<tbody>${rows.map(
        (row) =>
          html`<tr>${row.map((cell, index) =>
            index === 0 ? html`<th scope="row"${look(columns[index])}>${cell}` : html`<td${look(columns[index])}>${cell}`,
          )}`,
      )}</table></div>`
