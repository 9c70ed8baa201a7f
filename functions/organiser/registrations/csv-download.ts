import * as z from 'zod'
import { concerning } from '../../../shared/http/auditing.ts'
import { byteOrderMark } from '../../../shared/http/csv.ts'
import { csvFile, page, type Reply } from '../../../shared/http/reply.ts'
import type { StaffRequest } from '../../../shared/http/request.ts'
import { paths } from '../../../shared/site/paths.ts'
import { withOwnEvent } from '../event/own-event.ts'
import type { Services } from '../services.ts'
import { registrationRecords } from './csv-columns.ts'
import { cursorOf, cursorText } from './cursor-text.ts'
import { readExport, registrationsFrom } from './export-parts.ts'
import { exportPartsView } from './export-parts-view.ts'

// Lambda returns at most 6 MB. The rest is room for changes between listing the parts and downloading one.
const mostBytes = 4_000_000

const partSchema = z.object({ part: z.coerce.number().int().min(1), rows: z.coerce.number().int().min(1).max(100_000) })

/** The list of registrations as a file; one too long for a single answer is split into parts. */
export const registrationsExport =
  ({ events, reached }: Pick<Services, 'events' | 'reached'>) =>
  (request: StaffRequest): Promise<Reply> =>
    withOwnEvent(events, request, async ({ event }) => {
      const { head, record, erased } = registrationRecords(request.language, event)
      const part = partSchema.safeParse(Object.fromEntries(request.query))
      const address = paths.eventRegistrationsFile.to(event)
      if (part.success) {
        const from = cursorOf(request.query.get('from') ?? '', event.slug)
        const lines: string[] = []
        for await (const registration of registrationsFrom(reached, event.slug, from)) {
          lines.push(record(registration))
          if (lines.length === part.data.rows) break
        }
        return concerning(csvFile(byteOrderMark + head + lines.join(''), `${event.slug}-${part.data.part}.csv`), { count: lines.length })
      }
      const rest: string[] = []
      const all = registrationsFrom(reached, event.slug, undefined, (left) => rest.push(...left.map(erased)))
      const exported = await readExport(all, record, mostBytes)
      if ('text' in exported)
        return concerning(csvFile(byteOrderMark + head + exported.text + rest.join(''), `${event.slug}.csv`), { count: exported.rows })
      const parts = exported.parts.map(({ from, rows }, index) => ({
        rows,
        href: `${address}?part=${index + 1}&rows=${rows}${from === undefined ? '' : `&from=${cursorText(from)}`}`,
      }))
      return page(exportPartsView(request.context, { event, parts }))
    })
