/** The rows, cell by cell, of the Markdown table whose first column has this heading. */
export const tableRows = (text: string, heading: string): readonly (readonly string[])[] => {
  const lines = text.split('\n')
  const begin = lines.findIndex((line) => line.startsWith(`| ${heading} |`))
  if (begin < 0) throw new Error(`no table begins with ${heading}`)
  const rows = lines.slice(begin + 2)
  const length = rows.findIndex((line) => !line.startsWith('|'))
  return rows.slice(0, length < 0 ? rows.length : length).map((line) =>
    line
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll('\\|', '|')),
  )
}
