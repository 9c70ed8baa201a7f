// Spreadsheets take a cell that begins like this for a formula; OWASP's list, with the wide forms that they take for the same.
// One that splits cells at another mark than ours, as many do in Europe, finds the beginning of a cell inside of one.
const likeFormula = /(^|[,;|\t\r\n])(?=[=+\-@\t\r＝＋－＠])/g

// A number cannot be a formula, whatever it begins with.
const defused = (cell: string | number): string => (typeof cell === 'string' ? cell.replace(likeFormula, "$1'") : String(cell))

/**
 * One record of a CSV file (RFC 4180), with its line end. All cells are quoted, so that none ends early; where a spreadsheet would
 * take a text, or what comes after a separator in it, for a formula, it gets an apostrophe in front.
 */
export const csvRecord = (cells: readonly (string | number)[]): string =>
  `${cells.map((cell) => `"${defused(cell).replaceAll('"', '""')}"`).join(',')}\r\n`

/** By this mark spreadsheets know that a file is UTF-8. */
export const byteOrderMark = '\uFEFF'
