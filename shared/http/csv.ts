import type { Language } from '../domain/basics/language.ts'
import type { Cell } from '../domain/basics/table-cell.ts'
import { wallTimeAt } from '../domain/basics/wall-time.ts'
import { formatsIn } from '../texts/formats.ts'

// Spreadsheets treat a cell that begins like this as a formula; OWASP's list, plus the full-width forms they treat the same way.
// One with a different separator, as is common in Europe, may see a cell begin in the middle of ours.
const likeFormula = /(^|[,;|\t\r\n])(?=[=+\-@\t\r＝＋－＠])/g

/** What a spreadsheet set to a language expects in a CSV file. */
interface Dialect {
  readonly separator: ',' | ';'
  readonly decimal: '.' | ','
}

const international: Dialect = { separator: ',', decimal: '.' }

/** Where decimals have a comma, Excel and LibreOffice expect semicolons between cells. */
export const dialectOf = (language: Language): Dialect =>
  formatsIn(language).decimal(0).includes(',') ? { separator: ';', decimal: ',' } : international

const written = (cell: Cell, decimal: string): string => {
  if (typeof cell === 'string') return cell.replace(likeFormula, "$1'")
  // A number cannot be a formula, whatever it begins with.
  if (typeof cell === 'number') return String(cell).replace('.', decimal)
  return cell.timeZone === 'UTC' ? cell.at : wallTimeAt(cell.at, cell.timeZone).replace('T', ' ')
}

/**
 * One record of a CSV file (RFC 4180), with its line end. All cells are quoted, so that none ends early; where a spreadsheet would
 * treat a text, or what follows a separator in it, as a formula, an apostrophe is put in front.
 */
export const csvRecord = (cells: readonly Cell[], { separator, decimal }: Dialect = international): string =>
  `${cells.map((cell) => `"${written(cell, decimal).replaceAll('"', '""')}"`).join(separator)}\r\n`

/** Tells spreadsheets that a file is UTF-8. */
export const byteOrderMark = '\uFEFF'
