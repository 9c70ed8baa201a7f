import type { Event } from '../../../shared/domain/event/event.ts'
import type { StoredSession } from '../../../shared/domain/event/fields.ts'
import { settledMinutes } from '../../../shared/domain/speaker/speaker.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { paths } from '../../../shared/site/paths.ts'
import { type Formats, formatsIn } from '../../../shared/texts/formats.ts'
import { textsIn } from '../../../shared/texts/texts.ts'
import { hiddenField, postForm, submitButton } from '../../../shared/views/form/form.ts'
import { layout } from '../../../shared/views/page/layout.ts'
import { notice } from '../../../shared/views/page/notice.ts'
import { stackedTable } from '../../../shared/views/page/stacked-table.ts'
import { clashList } from './clash-words.ts'
import type { Consequences } from './consequences.ts'
import { movingPath } from './plan-path.ts'

export interface MoveCheckModel {
  readonly event: Event
  /** The event as it would be. */
  readonly after: Event
  readonly effects: Consequences
  /** What was posted, to be posted again. */
  readonly posted: URLSearchParams
}

const placeOf = (formats: Formats, { start, end, room }: StoredSession): string =>
  [`${formats.date(start.slice(0, 10))}, ${start.slice(11)}–${end.slice(11)}`, ...(room === undefined ? [] : [room])].join(' · ')

const isElsewhere = (one: StoredSession, other: StoredSession): boolean =>
  one.start !== other.start || one.end !== other.end || one.room !== other.room

/** What moving sessions brings about, before it is done: old and new beside each other, who is told, and what clashes. */
export const moveCheckView = (context: PageContext, { event, after, effects, posted }: MoveCheckModel): Html => {
  const texts = textsIn(context.language)
  const formats = formatsIn(context.language)
  const { arranging } = texts
  const { clashes, told, everybody, speakers, confirmation } = effects
  const rows = event.sessions.flatMap((session) => {
    const now = after.sessions.find(({ id }) => id === session.id)
    return now !== undefined && isElsewhere(session, now) ? [[session.title, placeOf(formats, session), placeOf(formats, now)]] : []
  })
  const moved = posted.get('session')
  const back = moved === null ? paths.planProgramme.to(event) : movingPath(event, moved)
  const kept = [...posted].filter(([name]) => name !== 'confirmed' && name !== 'csrf')
  return layout(context, {
    title: texts.site.labelled({ label: arranging.checkMove, value: event.title }),
    main: html`<div class="wrap stack"><h1>${arranging.checkMove}</h1>
${stackedTable({
  caption: arranging.checkMove,
  captionHidden: true,
  columns: [{ label: texts.eventForm.fields.title }, { label: arranging.before, named: true }, { label: arranging.after, named: true }],
  rows,
})}
${clashes.length === 0 ? '' : notice('warning', { title: arranging.clashes, body: clashList(texts, context.language, after, clashes) })}
${
  everybody === undefined && told.length + speakers.length === 0
    ? ''
    : notice('warning', {
        title: arranging.toldTitle,
        body: html`<ul>${everybody === undefined ? '' : html`<li>${arranging.toldEverybody({ count: everybody })}</li>`}${told.map(({ session, count }) => html`<li>${arranging.told({ count, title: session.title })}</li>`)}${
          speakers.length === 0 ? '' : html`<li>${arranging.toldSpeakers({ minutes: settledMinutes, names: formats.list(speakers) })}</li>`
        }</ul>`,
      })
}
${postForm(
  context,
  html`${kept.map(([name, value]) => hiddenField(name, value))}${hiddenField('confirmed', confirmation)}
<p class="actions">${submitButton(arranging.confirmMove)} <a href="${back}">${arranging.keep}</a></p>`,
  { action: paths.planProgramme.to(event) },
)}</div>`,
  })
}
