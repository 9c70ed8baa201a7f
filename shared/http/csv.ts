// Spreadsheets treat a cell that begins like this as a formula; OWASP's list, plus the full-width forms they treat the same way.
// One with a different separator, as is common in Europe, may see a cell begin in the middle of ours.
const likeFormula = /(^|[,;|\t\r\n])(?=[=+\-@\t\r＝＋－＠])/g

// A number cannot be a formula, whatever it begins with.
const defused = (cell: string | number): string => (typeof cell === 'string' ? cell.replace(likeFormula, "$1'") : String(cell))

/**
 * One record of a CSV file (RFC 4180), with its line end. All cells are quoted, so that none ends early; where a spreadsheet would
 * treat a text, or what follows a separator in it, as a formula, an apostrophe is put in front.
 */
export const csvRecord = (cells: readonly (string | number)[]): string =>
  `${cells.map((cell) => `"${defused(cell).replaceAll('"', '""')}"`).join(',')}\r\n`

/** Tells spreadsheets that a file is UTF-8. */
export const byteOrderMark = '\uFEFF'
