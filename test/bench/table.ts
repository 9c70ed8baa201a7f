type Cell = string | number | undefined

const shown = (cell: Cell): string => (cell === undefined ? '–' : String(cell))

/** Rows as aligned columns under their names: texts to the left, numbers to the right, missing ones as a dash. */
export const table = (names: readonly string[], rows: readonly (readonly Cell[])[]): string => {
  const widths = names.map((name, column) => Math.max(name.length, ...rows.map((row) => shown(row[column]).length)))
  const aligned = (row: readonly Cell[], isName: boolean): string =>
    names
      .map((_, column) => {
        const text = shown(row[column])
        const left = column === 0 || (!isName && typeof row[column] === 'string')
        return left ? text.padEnd(widths[column] ?? 0) : text.padStart(widths[column] ?? 0)
      })
      .join('  ')
      .trimEnd()
  return [aligned(names, true), widths.map((width) => '─'.repeat(width)).join('  '), ...rows.map((row) => aligned(row, false))].join('\n')
}

/** A number with so many digits after the point. */
export const rounded = (value: number, digits = 1): number => Number(value.toFixed(digits))
