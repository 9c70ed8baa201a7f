type Cell = string | number | undefined

const shown = (cell: Cell): string => (cell === undefined ? '–' : String(cell))

/** A Markdown table, also aligned as plain text: numbers to the right, missing ones as a dash. */
export const table = (names: readonly string[], rows: readonly (readonly Cell[])[]): string => {
  const widths = names.map((name, column) => Math.max(name.length, ...rows.map((row) => shown(row[column]).length)))
  const isNumeric = names.map((_, column) => column > 0 && rows.every((row) => typeof row[column] !== 'string'))
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  const padded = (text: string, column: number): string =>
    isNumeric[column] ? text.padStart(widths[column] ?? 0) : text.padEnd(widths[column] ?? 0)
  return [
    line(names.map(padded)),
    line(
      names.map((_, column) => (isNumeric[column] ? '-'.repeat((widths[column] ?? 0) - 1).concat(':') : '-'.repeat(widths[column] ?? 0))),
    ),
    ...rows.map((row) => line(names.map((_, column) => padded(shown(row[column]), column)))),
  ].join('\n')
}

/** A number with this many decimals. */
export const rounded = (value: number, digits = 1): number => Number(value.toFixed(digits))
