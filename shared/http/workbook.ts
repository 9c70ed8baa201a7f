import { buffer } from 'node:stream/consumers'
import { type CellValue, type ColumnDef, writeXlsxStream } from 'hucre/xlsx'
import type { Cell } from '../domain/basics/table-cell.ts'
import { wallTimeAt } from '../domain/basics/wall-time.ts'

// Excel's limit on the characters of a cell; it calls a file with more of them damaged.
const longestText = 32_767

const seconds = 'yyyy-mm-dd hh:mm:ss'
const minutes = 'yyyy-mm-dd hh:mm'

// XLSX knows no zones: a date is what a clock shows, which the library takes from the date's UTC time.
const cellValue = (cell: Cell): CellValue => {
  if (typeof cell === 'string') return cell.slice(0, longestText)
  if (typeof cell === 'number') return cell
  return new Date(cell.timeZone === 'UTC' ? cell.at : `${wallTimeAt(cell.at, cell.timeZone)}Z`)
}

const columnFor = (head: Cell | undefined, sample: Cell | undefined): ColumnDef => ({
  width: Math.min(40, Math.max(14, String(head).length + 2)),
  ...(typeof sample === 'object' ? { numFmt: sample.timeZone === 'UTC' ? seconds : minutes } : {}),
})

/** A table as an XLSX file with one sheet; the first row is the heading, which stays in view. */
export const workbook = (name: string, rows: readonly (readonly Cell[])[]): Promise<Buffer> => {
  const [head = [], first = []] = rows
  const columns = head.map((cell, index) => columnFor(cell, first[index]))
  const cells = rows.map((row) => row.map(cellValue))
  return buffer(writeXlsxStream(cells, { name, columns, freezePane: { rows: 1 } }))
}
