import type { Language } from '../domain/basics/language.ts'
import type { Cell } from '../domain/basics/table-cell.ts'
import { byteOrderMark, csvRecord, dialectOf } from './csv.ts'
import { csvFile, type Reply, workbookFile } from './reply.ts'

export type TableFormat = 'csv' | 'xlsx'

interface Table {
  readonly language: Language
  /** The file's name, without what it ends with. */
  readonly name: string
  /** The headings, then the rows. */
  readonly rows: readonly (readonly Cell[])[]
}

/** A table for download. The library for workbooks, larger than all else here, is loaded for those only. */
export const tableFile = async (format: TableFormat, { language, name, rows }: Table): Promise<Reply> => {
  if (format === 'csv') {
    const dialect = dialectOf(language)
    return csvFile(byteOrderMark + rows.map((row) => csvRecord(row, dialect)).join(''), `${name}.csv`)
  }
  const { workbook } = await import('./workbook.ts')
  return workbookFile(await workbook('Plenary', rows), `${name}.xlsx`)
}
