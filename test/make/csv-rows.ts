/** The cells, row by row, of a CSV file (RFC 4180) with all cells quoted; throws on anything else. */
export const csvRows = (text: string): readonly (readonly string[])[] => {
  const rows: string[][] = [[]]
  const rest = text.replace(/^\uFEFF/, '').replace(/"((?:[^"]|"")*)"(,|\r\n)/gy, (_, cell: string, end: string) => {
    rows.at(-1)?.push(cell.replaceAll('""', '"'))
    if (end !== ',') rows.push([])
    return ''
  })
  if (rest !== '') throw new Error(`not CSV: ${rest}`)
  return rows.slice(0, -1)
}
