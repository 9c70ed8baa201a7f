import type { Cell } from '../../../shared/domain/basics/table-cell.ts'
import type { ErasedRegistration } from '../../../shared/domain/registration/erased-registration.ts'
import type { Cursor } from '../../../shared/domain/registration/list-cursor.ts'
import type { Registration } from '../../../shared/domain/registration/registration.ts'
import { csvRecord } from '../../../shared/http/csv.ts'
import { cursorAfter } from '../../../shared/store/fan-outs.ts'
import type { Choice } from './choice-filter.ts'

/** A part of an export that fits in one answer: where it begins (without `from`, at the first registration), and how many rows it has. */
export interface ExportPart {
  readonly from?: Cursor
  readonly rows: number
}

interface PageOf<Listed> {
  readonly pageOf: (
    slug: string,
    limit: number,
    from?: Cursor,
    choice?: Choice,
  ) => Promise<{ readonly registrations: readonly Listed[]; readonly erased?: readonly ErasedRegistration[]; readonly next?: Cursor }>
}

const pageSize = 1000

interface Wanted {
  /** A place in the list; without one, its beginning. */
  readonly from?: Cursor | undefined
  /** Only the people who chose this. */
  readonly choice?: Choice | undefined
  /** Called with what stays of erased people, page by page. */
  readonly noteErased?: (erased: readonly ErasedRegistration[]) => void
}

/** All registrations for an event, oldest first; pages are read as needed. */
export async function* registrationsFrom<Listed>(
  { pageOf }: PageOf<Listed>,
  slug: string,
  { from, choice, noteErased }: Wanted = {},
): AsyncGenerator<Listed> {
  let cursor = from
  do {
    const { registrations, erased = [], next } = await pageOf(slug, pageSize, cursor, choice)
    noteErased?.(erased)
    yield* registrations
    cursor = next
  } while (cursor !== undefined)
}

/** The most that a row takes: as CSV, inside the JSON of a function's answer, with its quotes escaped. A workbook is smaller. */
export const sizeOf = (row: readonly Cell[]): number => Buffer.byteLength(JSON.stringify(csvRecord(row)))

/**
 * Reads the whole list: its rows if they fit into `mostBytes`, or else how to split it into parts.
 * What grows too long is discarded, so that the longest list needs no more memory than one part.
 */
export const readExport = async <Listed extends Registration>(
  registrations: AsyncIterable<Listed>,
  rowOf: (registration: Listed) => readonly Cell[],
  mostBytes: number,
): Promise<{ readonly rows: readonly (readonly Cell[])[] } | { readonly parts: readonly ExportPart[] }> => {
  const parts: ExportPart[] = []
  let part: ExportPart = { rows: 0 }
  let rows: (readonly Cell[])[] = []
  let bytes = 0
  let last: Listed | undefined
  for await (const registration of registrations) {
    const row = rowOf(registration)
    const size = sizeOf(row)
    if (part.rows > 0 && bytes + size > mostBytes && last !== undefined) {
      parts.push(part)
      part = { from: cursorAfter(last), rows: 0 }
      rows = []
      bytes = 0
    }
    part = { ...part, rows: part.rows + 1 }
    bytes += size
    if (parts.length === 0) rows.push(row)
    last = registration
  }
  return parts.length === 0 ? { rows } : { parts: [...parts, part] }
}
