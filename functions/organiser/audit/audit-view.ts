import type { Cell } from '../../../shared/domain/basics/table-cell.ts'
import { auditKeptDays } from '../../../shared/domain/people/periods.ts'
import { type AuditEntry, dataSubject } from '../../../shared/domain/staff/audit.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { paths } from '../../../shared/site/paths.ts'
import { formatsIn } from '../../../shared/texts/formats.ts'
import { type Texts, textsIn } from '../../../shared/texts/texts.ts'
import { layout } from '../../../shared/views/page/layout.ts'
import { stackedTable } from '../../../shared/views/page/stacked-table.ts'

export interface AuditModel {
  /** The event, unless it is about all of them. */
  readonly event?: { readonly slug: string; readonly title: string }
  /** Newest first. */
  readonly entries: readonly AuditEntry[]
  /** URLs: the same as a workbook and as CSV, the next page, and the first one. */
  readonly workbook: string
  readonly file: string
  readonly next?: string
  readonly first?: string
}

interface Column {
  readonly head: string
  readonly cell: (entry: AuditEntry) => Cell
}

const whoOf = ({ audit }: Texts, { by }: AuditEntry): string => (by === dataSubject ? audit.dataSubject : by)

/** The columns of the file. */
export const auditColumns = (texts: Texts): readonly Column[] => {
  const { audit } = texts
  return [
    { head: audit.columns.at, cell: ({ at }) => ({ at, timeZone: 'UTC' }) },
    { head: audit.columns.by, cell: (entry) => whoOf(texts, entry) },
    { head: audit.columns.subject, cell: ({ subject }) => subject },
    { head: audit.columns.deed, cell: ({ deed }) => audit.deeds[deed] },
    { head: audit.columns.outcome, cell: ({ outcome }) => audit.outcomes[outcome] },
    { head: audit.columns.count, cell: ({ count }) => count ?? '' },
    { head: audit.columns.event, cell: ({ slug }) => slug ?? '' },
    { head: audit.columns.target, cell: ({ target }) => target ?? '' },
    { head: audit.columns.via, cell: ({ via }) => audit.ways[via] },
    { head: audit.columns.request, cell: ({ request }) => request },
  ]
}

const row = (texts: Texts, moment: (at: string) => string, entry: AuditEntry, withEvent: boolean): readonly (Html | string)[] => {
  const { audit, site } = texts
  const { at, deed, outcome, count, slug, target, via } = entry
  const by = whoOf(texts, entry)
  const about = [
    ...(withEvent && slug !== undefined ? [slug] : []),
    ...(count === undefined ? [] : [audit.counted({ count })]),
    ...(target === undefined ? [] : [target]),
  ]
  const fell = outcome === 'refused' || outcome === 'not-done'
  return [
    moment(at),
    via === 'api' ? html`${by} <span class="muted">(${audit.ways.api})</span>` : by,
    html`${fell ? site.labelled({ label: audit.outcomes[outcome], value: audit.deeds[deed] }) : audit.deeds[deed]}${
      about.length === 0 ? '' : html`<br><span class="muted">${about.join(' · ')}</span>`
    }`,
  ]
}

/** What staff did with an event, or all that they did. */
export const auditView = (context: PageContext, { event, entries, workbook, file, next, first }: AuditModel): Html => {
  const texts = textsIn(context.language)
  const { audit } = texts
  const moment = (at: string): string => formatsIn(context.language).moment(at, 'UTC')
  const back =
    event === undefined
      ? { href: paths.organiser.pattern, label: texts.organiser.desk.title }
      : { href: paths.manageEvent.to(event), label: event.title }
  const pages = html`<p class="actions">${first === undefined ? '' : html`<a href="${first}">${audit.newest}</a>`} ${next === undefined ? '' : html`<a href="${next}">${audit.older}</a>`}</p>`
  return layout(context, {
    title: event === undefined ? audit.title : texts.site.labelled({ label: audit.title, value: event.title }),
    main: html`<div class="wrap stack"><p class="back"><a href="${back.href}">${back.label}</a></p>
<h1>${audit.title}</h1>
<p class="intro">${audit.lead({ days: auditKeptDays })}</p>
${
  entries.length === 0
    ? html`<p>${audit.empty}</p>`
    : html`<p class="actions"><a href="${workbook}" download>${audit.workbook}</a> <a href="${file}" download>${audit.download}</a></p>
${stackedTable({
  caption: audit.caption,
  captionHidden: true,
  columns: [{ label: audit.columns.at }, { label: audit.columns.by, named: true }, { label: audit.columns.deed, named: true }],
  rows: entries.map((entry) => row(texts, moment, entry, event === undefined)),
})}${pages}`
}</div>`,
  })
}
