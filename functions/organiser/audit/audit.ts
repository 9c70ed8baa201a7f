import { auditListOutput, auditListQuery } from '../../../shared/api/audit.ts'
import { check } from '../../../shared/domain/basics/check.ts'
import type { Cell } from '../../../shared/domain/basics/table-cell.ts'
import { mayAdminister } from '../../../shared/domain/who-may.ts'
import { concerning } from '../../../shared/http/auditing.ts'
import { refuse, refuseFields } from '../../../shared/http/refusal.ts'
import { json, page, type Reply } from '../../../shared/http/reply.ts'
import type { StaffRequest } from '../../../shared/http/request.ts'
import { type TableFormat, tableFile } from '../../../shared/http/table-file.ts'
import { paths } from '../../../shared/site/paths.ts'
import { type AuditPage, auditPlace } from '../../../shared/store/staff/audit-log.ts'
import { textsIn } from '../../../shared/texts/texts.ts'
import { withOwnEvent } from '../event/own-event.ts'
import type { Services } from '../services.ts'
import { auditColumns, auditView } from './audit-view.ts'

type Parts = Pick<Services, 'events' | 'audit'>

/** A part of the record: an event's, for its organisers, or all of it, for administrators. */
interface Part {
  readonly event?: { readonly slug: string; readonly title: string }
  readonly read: (limit: number, from: string | undefined) => Promise<AuditPage>
  readonly paths: { readonly page: string; readonly workbook: string; readonly file: string; readonly api: string }
}

type Show = (request: StaffRequest, part: Part) => Promise<Reply>

const aboutEvent =
  (show: Show) =>
  ({ events, audit }: Parts) =>
  (request: StaffRequest): Promise<Reply> =>
    withOwnEvent(events, request, ({ event }) =>
      show(request, {
        event,
        read: (limit, from) => audit.ofEvent(event.slug, limit, from),
        paths: {
          page: paths.eventAudit.to(event),
          workbook: paths.eventAuditWorkbook.to(event),
          file: paths.eventAuditFile.to(event),
          api: paths.apiEventAudit.to(event),
        },
      }),
    )

const aboutAll =
  (show: Show) =>
  ({ audit }: Parts) =>
  (request: StaffRequest): Promise<Reply> | Reply =>
    mayAdminister(request.staff)
      ? show(request, {
          read: (limit, from) => audit.all(limit, request.now, from),
          paths: {
            page: paths.audit.pattern,
            workbook: paths.auditWorkbook.pattern,
            file: paths.auditFile.pattern,
            api: paths.apiAudit.pattern,
          },
        })
      : refuse(request, 'not-allowed', 'role')

const pageSize = 50

const cursorText = (place: string): string => Buffer.from(place).toString('base64url')

/** The place in a cursor; undefined if it is none. */
const placeIn = (cursor: string): string | undefined => {
  const place = Buffer.from(cursor, 'base64url').toString('utf8')
  return auditPlace.test(place) ? place : undefined
}

/** The place where a page begins; undefined for the newest entries. */
const fromOf = ({ query }: StaffRequest): string | undefined => placeIn(query.get('from') ?? '')

const shown: Show = async (request, { event, read, paths: own }) => {
  const from = fromOf(request)
  const { entries, next } = await read(pageSize, from)
  const at = (path: string, place: string): string => `${path}?from=${cursorText(place)}`
  return page(
    auditView(request.context, {
      entries,
      workbook: from === undefined ? own.workbook : at(own.workbook, from),
      file: from === undefined ? own.file : at(own.file, from),
      ...(event === undefined ? {} : { event }),
      ...(next === undefined ? {} : { next: at(own.page, next) }),
      ...(from === undefined ? {} : { first: own.page }),
    }),
  )
}

// Up to 400 bytes each, so that they stay under 300 kB. Older ones follow from the page where these end.
const mostRows = 700

const fileAs =
  (format: TableFormat): Show =>
  async (request, { event, read }) => {
    const { language } = request
    const columns = auditColumns(textsIn(language))
    const rows: (readonly Cell[])[] = [columns.map(({ head }) => head)]
    let from = fromOf(request)
    do {
      const { entries, next } = await read(mostRows, from)
      for (const entry of entries) rows.push(columns.map(({ cell }) => cell(entry)))
      from = next
    } while (from !== undefined && rows.length < mostRows)
    return concerning(await tableFile(format, { language, name: `${event?.slug ?? 'all'}-audit`, rows }), { count: rows.length - 1 })
  }

const listed: Show = async (request, { read, paths: own }) => {
  const query = check(auditListQuery, Object.fromEntries(request.query))
  if (!query.ok) return refuseFields(request, query.problems)
  const { limit, from } = query.value
  const place = from === undefined ? undefined : placeIn(from)
  if (from !== undefined && place === undefined) return refuseFields(request, [{ field: 'from', code: 'invalid' }])
  const { entries, next } = await read(limit, place)
  const following = next === undefined ? {} : { next: `${own.api}?limit=${limit}&from=${cursorText(next)}` }
  return concerning(json(auditListOutput.parse({ entries, ...following })), { count: entries.length })
}

export const eventAudit = aboutEvent(shown)
export const eventAuditWorkbook = aboutEvent(fileAs('xlsx'))
export const eventAuditFile = aboutEvent(fileAs('csv'))
export const readEventAudit = aboutEvent(listed)
export const wholeAudit = aboutAll(shown)
export const wholeAuditWorkbook = aboutAll(fileAs('xlsx'))
export const wholeAuditFile = aboutAll(fileAs('csv'))
export const readAudit = aboutAll(listed)
