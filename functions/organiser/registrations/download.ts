import * as z from 'zod'
import type { Cell } from '../../../shared/domain/basics/table-cell.ts'
import type { Event } from '../../../shared/domain/event/event.ts'
import type { Cursor } from '../../../shared/domain/registration/list-cursor.ts'
import { answerBytes } from '../../../shared/http/answer-size.ts'
import { concerning } from '../../../shared/http/auditing.ts'
import { page, type Reply, withHeaders } from '../../../shared/http/reply.ts'
import type { StaffRequest } from '../../../shared/http/request.ts'
import { type TableFormat, tableFile } from '../../../shared/http/table-file.ts'
import { paths } from '../../../shared/site/paths.ts'
import { cursorAfter } from '../../../shared/store/fan-outs.ts'
import { withOwnEvent } from '../event/own-event.ts'
import type { Services } from '../services.ts'
import { type Choice, choiceIn, choiceQuery } from './choice-filter.ts'
import { cursorOf, cursorText } from './cursor-text.ts'
import { type ExportPart, readExport, registrationsFrom, sizeOf } from './export-parts.ts'
import { exportPartsView } from './export-parts-view.ts'
import { registrationRows } from './file-columns.ts'
import { type FileSource, withGivenFiles } from './given-files.ts'
import type { ReachedRegistration } from './reachability.ts'

// The rest is room for changes between listing the parts and downloading one.
const mostBytes = answerBytes * 0.95

const partSchema = z.object({ part: z.coerce.number().int().min(1), rows: z.coerce.number().int().min(1).max(100_000) })

type Parts = Pick<Services, 'events' | 'reached'> & FileSource

const addresses = { csv: paths.eventRegistrationsFile, xlsx: paths.eventRegistrationsWorkbook } as const

const firstOf = async (
  most: number,
  row: (registration: ReachedRegistration) => readonly Cell[],
  registrations: AsyncIterable<ReachedRegistration>,
): Promise<readonly (readonly Cell[])[]> => {
  const rows: (readonly Cell[])[] = []
  for await (const registration of registrations) {
    rows.push(row(registration))
    if (rows.length === most) break
  }
  return rows
}

/** The parts of a long list, each with its address. */
const linked = (address: string, parts: readonly ExportPart[], choice: Choice | undefined) =>
  parts.map(({ from, rows }, index) => ({
    rows,
    href: `${address}?${new URLSearchParams({
      part: String(index + 1),
      rows: String(rows),
      ...(from === undefined ? {} : { from: cursorText(from) }),
      ...choiceQuery(choice),
    })}`,
  }))

/** The file's name, by what it lists. */
const fileName = ({ slug }: Pick<Event, 'slug'>, choice: Choice | undefined): string =>
  [slug, ...Object.values(choiceQuery(choice))].join('-')

const exportAs =
  (format: TableFormat) =>
  ({ events, reached, ...source }: Parts) =>
  (request: StaffRequest): Promise<Reply> =>
    withOwnEvent(events, request, async ({ event }) => {
      const { language } = request
      const { head, row, erased } = registrationRows(language, event)
      const part = partSchema.safeParse(Object.fromEntries(request.query))
      const choice = choiceIn(event, request.query)
      const name = fileName(event, choice)
      const listed = (wanted: Parameters<typeof registrationsFrom>[2]) =>
        withGivenFiles(source, event, registrationsFrom(reached, event.slug, wanted), request.now)
      if (part.success) {
        const from = cursorOf(request.query.get('from') ?? '', event.slug)
        const rows = await firstOf(part.data.rows, row, listed({ from, choice }))
        return concerning(await tableFile(format, { language, name: `${name}-${part.data.part}`, rows: [head, ...rows] }), {
          count: rows.length,
        })
      }
      const rest: (readonly Cell[])[] = []
      const all = listed({ choice, noteErased: (left) => rest.push(...left.map(erased)) })
      const exported = await readExport(all, row, mostBytes)
      if ('rows' in exported) {
        const table = { language, name, rows: [head, ...exported.rows, ...rest] }
        return concerning(await tableFile(format, table), { count: exported.rows.length })
      }
      return page(exportPartsView(request.context, { event, parts: linked(addresses[format].to(event), exported.parts, choice) }))
    })

/** The list of registrations as a file; one too long for a single answer is split into parts. */
export const registrationsExport = exportAs('csv')
export const registrationsWorkbook = exportAs('xlsx')

/** The same for programs: as many registrations as fit from a place in the list, and in `Link` where the rest begins. */
export const listedAs = async (
  format: TableFormat,
  { language, now }: StaffRequest,
  {
    event,
    reached,
    source,
    from,
    choice,
  }: {
    readonly event: Event
    readonly reached: Parts['reached']
    readonly source: FileSource
    readonly from: Cursor | undefined
    readonly choice: Choice | undefined
  },
): Promise<Reply> => {
  const { head, row } = registrationRows(language, event)
  const rows: (readonly Cell[])[] = []
  let next: Cursor | undefined
  let bytes = 0
  for await (const registration of withGivenFiles(source, event, registrationsFrom(reached, event.slug, { from, choice }), now)) {
    const cells = row(registration)
    bytes += sizeOf(cells)
    if (bytes > mostBytes) break
    rows.push(cells)
    next = cursorAfter(registration)
  }
  const file = await tableFile(format, { language, name: fileName(event, choice), rows: [head, ...rows] })
  const more = choice === undefined ? '' : `&${new URLSearchParams(choiceQuery(choice))}`
  const following = `<${paths.apiRegistrations.to(event)}?format=${format}&from=${next && cursorText(next)}${more}>; rel="next"`
  return concerning(bytes > mostBytes ? withHeaders({ link: following }, file) : file, { count: rows.length })
}
