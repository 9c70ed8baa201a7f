import type { Language } from '../../../shared/domain/basics/language.ts'
import { network } from '../../../shared/domain/basics/network.ts'
import { type Instant, wallTimeAt } from '../../../shared/domain/basics/wall-time.ts'
import { type Event, isListed } from '../../../shared/domain/event/event.ts'
import type { StoredSession } from '../../../shared/domain/event/fields.ts'
import { nowAndNext, type ProgrammeDay, programmeDay } from '../../../shared/domain/event/programme-days.ts'
import type { SpeakerProfile } from '../../../shared/domain/speaker/profile.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { paths } from '../../../shared/site/paths.ts'
import { formatsIn } from '../../../shared/texts/formats.ts'
import { type Texts, textsIn } from '../../../shared/texts/texts.ts'
import { languageMark } from '../../../shared/views/event/event-parts.ts'
import { eventPicture } from '../../../shared/views/event/link-picture.ts'
import { speakerProfiles } from '../../../shared/views/event/speaker-profiles.ts'
import { wayToManage } from '../../../shared/views/event/way-to-manage.ts'
import { formattedText } from '../../../shared/views/page/formatted-text.ts'
import { layout } from '../../../shared/views/page/layout.ts'
import { linkPreview } from '../../../shared/views/page/link-preview.ts'
import { laterLink, type Preview, waysOf } from './ways.ts'

export interface ProgrammeModel {
  readonly event: Event
  /** Its confirmed speakers. */
  readonly profiles?: readonly SpeakerProfile[]
  /** All of its sessions, by day. */
  readonly days: readonly ProgrammeDay[]
  /** What the reader chose; empty for everything. */
  readonly filter: { readonly day: string; readonly track: string; readonly room: string }
  /** The moment, while the event runs. */
  readonly now?: Instant
  /** Set if it is a draft. */
  readonly preview?: Preview
}

const namesOf = (values: readonly (string | undefined)[]): readonly string[] =>
  [...new Set(values.flatMap((value) => value ?? []))].toSorted((one, other) => one.localeCompare(other))

interface Choice {
  readonly name: keyof ProgrammeModel['filter']
  readonly label: string
  readonly all: string
  readonly options: readonly (readonly [value: string, label: string])[]
}

const choiceOf = ({ name, label, all, options }: Choice, chosen: string): Html =>
  html`<div class="filter-choice"><label for="${name}">${label}</label><select id="${name}" name="${name}"><option value="">${all}</option>
${options.map(([value, shown]) => html`<option value="${value}"${value === chosen ? html` selected` : ''}>${shown}</option>`)}</select></div>`

/** What can be chosen; nothing in a programme of one day, track and room. */
const filterForm = (context: PageContext, { event, days, filter, preview }: ProgrammeModel): Html => {
  const { home, programmePage: texts } = textsIn(context.language)
  const formats = formatsIn(context.language)
  const here = waysOf(event, preview).programme
  const same = (values: readonly string[]) => values.map((value) => [value, value] as const)
  const all: readonly Choice[] = [
    { name: 'day', label: texts.day, all: texts.allDays, options: days.map(({ day }) => [day, formats.date(day)] as const) },
    { name: 'track', label: texts.track, all: texts.allTracks, options: same(namesOf(event.sessions.map(({ track }) => track))) },
    { name: 'room', label: texts.room, all: texts.allRooms, options: same(namesOf(event.sessions.map(({ room }) => room))) },
  ]
  const choices = all.filter(({ options }) => options.length > 1)
  const filtered = Object.values(filter).some((value) => value !== '')
  const clear = filtered ? html`<a class="clear" href="${here}">${home.clear}</a>` : ''
  return choices.length === 0
    ? html`${clear}`
    : html`<form class="filter" method="get" action="${here}" role="search" aria-label="${texts.filter}">${choices.map((choice) => choiceOf(choice, filter[choice.name]))}
<button class="button button-quiet">${home.show}</button>${clear}</form>`
}

const personName = ({ name, organisation }: { readonly name: string; readonly organisation?: string | undefined }): string =>
  organisation === undefined ? name : `${name} (${organisation})`

const slotOf = ({ start, end }: StoredSession): Html =>
  html`<p class="slot"><time datetime="${start}">${start.slice(11)}</time>–<time datetime="${end}">${end.slice(11)}</time></p>`

const item = (texts: Texts, session: StoredSession, id: string): Html => {
  const { kind, title, room, track, summary, chair, speakers } = session
  const place = [...(kind === 'talk' ? [] : [texts.sessionKinds[kind]]), ...[room, track].filter((part) => part !== undefined)].join(' · ')
  const people = speakers.map(personName).join(', ')
  return html`<li${id === '' ? '' : html` id="${id}"`}>${slotOf(session)}<div><h3>${title}</h3>${place === '' ? '' : html`<p class="room">${place}</p>`}${
    people === '' ? '' : html`<p>${people}</p>`
  }${chair === undefined ? '' : html`<p class="room">${texts.event.chair({ name: personName(chair) })}</p>`}${
    summary === undefined || id === '' ? '' : formattedText(summary, 4)
  }</div></li>`
}

const nowSection = (language: Language, { event, now: at }: ProgrammeModel, foreign: Html | ''): Html => {
  if (at === undefined) return html``
  const texts = textsIn(language)
  const { now, next } = nowAndNext(event.sessions, event.timeZone, at)
  const dayOf = (wallTime: string): string => programmeDay(wallTime, network.dayChanges)
  const today = dayOf(wallTimeAt(at, event.timeZone))
  const nextDay = next[0] === undefined ? today : dayOf(next[0].start)
  const part = (title: string, sessions: readonly StoredSession[]): Html =>
    sessions.length === 0
      ? html``
      : html`<section class="section"><h2>${title}</h2><ol class="programme"${foreign}>${sessions.map((session) => item(texts, session, ''))}</ol></section>`
  const { programmePage } = texts
  // A time alone would be taken for one of today.
  const nextTitle = nextDay === today ? programmePage.next : programmePage.nextOn({ day: formatsIn(language).date(nextDay) })
  return html`${part(programmePage.now, now)}${part(nextTitle, next)}`
}

/** The programme of an event. Everything works without scripts. */
export const programmeView = (context: PageContext, model: ProgrammeModel): Html => {
  const { event, days, filter, preview } = model
  const texts = textsIn(context.language)
  const formats = formatsIn(context.language)
  const foreign = languageMark(event, context.language)
  const fits = ({ track, room }: StoredSession): boolean =>
    (filter.track === '' || filter.track === track) && (filter.room === '' || filter.room === room)
  const shown = days
    .filter(({ day }) => filter.day === '' || filter.day === day)
    .map(({ day, sessions }) => ({ day, sessions: sessions.filter(fits) }))
    .filter(({ sessions }) => sessions.length > 0)
  const { programmePage } = texts
  const title = texts.site.labelled({ label: texts.event.programme, value: event.title })
  return layout(context, {
    title,
    head:
      isListed(event) && preview === undefined
        ? linkPreview(context, {
            title,
            description: event.summary,
            path: paths.programme.to(event),
            picture: eventPicture(event, context.language),
          })
        : html`<meta name="robots" content="noindex">`,
    main: html`<article class="wrap">${preview?.banner}<p class="back"><a href="${waysOf(event, preview).event}"${foreign}>${event.title}</a></p>${preview !== undefined ? '' : wayToManage(context, event, 'event', paths.manageEvent.to(event))}
<header class="page-head"><h1>${texts.event.programme}</h1><p class="muted">${programmePage.zone({ zone: event.timeZone })}</p></header>
${nowSection(context.language, model, foreign)}
${filterForm(context, model)}
${shown.length === 0 ? html`<p class="empty">${programmePage.none}</p>` : ''}
${shown.map(
  ({ day, sessions }) =>
    html`<section class="section"><h2>${formats.date(day)}</h2><ol class="programme"${foreign}>${sessions.map((session) => item(texts, session, session.id))}</ol></section>`,
)}
${speakerProfiles(event, model.profiles ?? [], context.language)}
<p class="small section">${laterLink(preview, paths.scheduleCalendar.to(event), programmePage.calendar)} · ${laterLink(preview, paths.scheduleXml.to(event), programmePage.xml)} · ${laterLink(preview, paths.scheduleJson.to(event), programmePage.json)}</p></article>`,
  })
}
