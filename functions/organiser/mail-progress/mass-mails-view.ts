import type { Event } from '../../../shared/domain/event/event.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import type { Formats } from '../../../shared/texts/formats.ts'
import { sayDuration } from '../../../shared/texts/say-duration.ts'
import type { Texts } from '../../../shared/texts/texts.ts'
import { stackedTable } from '../../../shared/views/page/stacked-table.ts'
import type { MassMail } from './mass-mails.ts'

/** The name of a mass mail; for a reminder including how long ahead, which its mark begins with. */
const label = (texts: Texts, { kind, mark, written }: MassMail): string => {
  const { kinds } = texts.organiser.massMails
  if (kind === 'reminder') return kinds.reminder({ before: sayDuration(texts, mark?.split('_')[0] ?? '') })
  return kind === 'message' ? kinds.message({ subject: written?.subject ?? '' }) : kinds[kind]
}

/** What the columns do not show, without which the numbers would not add up. */
const remarks = ({ massMails }: Texts['organiser'], { progress, finishedAt, preparing }: MassMail): readonly string[] => {
  const { superseded, unknown, parked } = progress
  return [
    ...(preparing === true ? [massMails.preparing] : finishedAt === undefined ? [massMails.underWay] : []),
    ...(superseded === 0 ? [] : [massMails.superseded({ count: superseded })]),
    ...(unknown === 0 ? [] : [massMails.unknown({ count: unknown })]),
    ...(parked === 0 ? [] : [massMails.parked({ count: parked })]),
  ]
}

/** The progress of mass mails, under a given title if any; empty if there were none. */
export const massMailsSection = (texts: Texts, formats: Formats, event: Event, mails: readonly MassMail[], title?: string): Html | '' => {
  const { massMails } = texts.organiser
  if (mails.length === 0) return ''
  const count = (name: 'owed' | 'sent' | 'failed' | 'toGo') => ({ label: massMails[name], numeric: true, named: true })
  return html`<section class="section mass-mails"><h2>${title ?? massMails.title}</h2>${stackedTable({
    caption: massMails.caption({ zone: event.timeZone }),
    columns: [
      { label: massMails.mail },
      { label: massMails.started, named: true },
      count('owed'),
      count('sent'),
      count('failed'),
      count('toGo'),
    ],
    rows: mails.map((mail) => [
      html`${label(texts, mail)}${remarks(texts.organiser, mail).map((remark) => html`<span class="needs">${remark}</span>`)}`,
      html`<time datetime="${mail.createdAt}">${formats.moment(mail.createdAt, event.timeZone)}</time>`,
      ...(['owed', 'sent', 'failed', 'toGo'] as const).map((name) => (mail.preparing === true ? '–' : formats.number(mail.progress[name]))),
    ]),
  })}</section>`
}
