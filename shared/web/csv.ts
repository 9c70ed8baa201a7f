// Spreadsheets take a cell that begins like this for a formula; OWASP's list, with the wide forms that they take for the same.
const likeFormula = /^[=+\-@\t\r＝＋－＠]/

// A number cannot be a formula, whatever it begins with.
const defused = (cell: string | number): string => (typeof cell === 'string' && likeFormula.test(cell) ? `'${cell}` : String(cell))

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/** One record of a CSV file (RFC 4180), with its line end. Texts that a spreadsheet would take for a formula get an apostrophe in front. */
export const csvRecord = (cells: readonly (string | number)[]): string => `${cells.map((cell) => quoted(defused(cell))).join(',')}\r\n`

/** By this mark spreadsheets know that a file is UTF-8. */
export const byteOrderMark = '\uFEFF'
