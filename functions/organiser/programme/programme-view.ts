import type { FieldProblem } from '../../../shared/domain/basics/field-problem.ts'
import { sessionSteps, stepMinutes } from '../../../shared/domain/event/arrangement.ts'
import { type Clash, clashesIn, folded } from '../../../shared/domain/event/clashes.ts'
import type { Event } from '../../../shared/domain/event/event.ts'
import type { Room, StoredSession } from '../../../shared/domain/event/fields.ts'
import { allDays, programmeDay, programmeDays } from '../../../shared/domain/event/programme-days.ts'
import { roomsOf } from '../../../shared/domain/event/rooms.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { paths } from '../../../shared/site/paths.ts'
import { type Formats, formatsIn } from '../../../shared/texts/formats.ts'
import { type Texts, textsIn } from '../../../shared/texts/texts.ts'
import { dragSessionsName } from '../../../shared/views/assets/drag-sessions.computed.ts'
import { eventTimes } from '../../../shared/views/event/event-line.ts'
import { hiddenField, postForm } from '../../../shared/views/form/form.ts'
import { layout } from '../../../shared/views/page/layout.ts'
import { badge, notice } from '../../../shared/views/page/notice.ts'
import { clashList, sayOfSessions } from './clash-words.ts'
import { planPath } from './plan-path.ts'

export const programmeDones = ['added', 'saved', 'removed'] as const

/** The session being moved, and how the buttons were set when one was last pressed. */
export interface PlanMoving {
  readonly id: string
  /** The tag of the session as it is shown. */
  readonly seen: string
  readonly by: number
  readonly following: boolean
  readonly pressed: string
}

export interface PlanModel {
  readonly event: Event
  /** The hour at which days of the programme change. */
  readonly dayChanges: number
  /** The tag of each session as it is shown, by id. */
  readonly tags: ReadonlyMap<string, string>
  readonly moving?: PlanMoving
  /** What was just done, and to which session. */
  readonly done?: (typeof programmeDones)[number]
  readonly about?: StoredSession
  /** Why a move was not made. */
  readonly problems?: readonly FieldProblem[]
  readonly meanwhile?: boolean
}

interface Plan extends PlanModel {
  readonly context: PageContext
  readonly texts: Texts
  readonly formats: Formats
  readonly clashing: ReadonlySet<string>
  /** As `roomsOf` gives them. */
  readonly rooms: readonly Room[]
  readonly days: readonly string[]
}

const option = (value: string, label: string, chosen: boolean): Html =>
  html`<option value="${value}"${chosen ? html` selected` : ''}>${label}</option>`

/** A room with how many people it holds. */
export const roomLabel = ({ arranging }: Texts, { name, capacity }: Room): string =>
  capacity === undefined ? name : arranging.roomPlaces({ name, places: capacity })

const isIn = ({ room }: StoredSession, { name }: Room): boolean => room !== undefined && folded(room) === folded(name)

/** The buttons that move a session. The one pressed last keeps the focus, so that it can be pressed again. */
const moveForm = (plan: Plan, session: StoredSession, moving: PlanMoving): Html => {
  const { context, event, texts, formats, clashing, rooms, days, dayChanges } = plan
  const { arranging } = texts
  // Screen readers read what came of pressing it, with the button that has the focus again.
  const pressed = html` autofocus aria-describedby="${clashing.has(session.id) ? 'what-moved moved-clash' : 'what-moved'}"`
  const button = (action: string, label: string): Html =>
    html`<button class="button button-quiet" type="submit" name="action" value="${action}"${moving.pressed === action ? pressed : ''}>${label}</button>`
  const day = programmeDay(session.start, dayChanges)
  const toRoom = html`<p class="plan-to"><label for="move-room">${arranging.room}</label><select id="move-room" name="room">${option('', arranging.everyRoom, session.room === undefined)}${rooms.map((room) => option(room.name, roomLabel(texts, room), isIn(session, room)))}</select>${button('room', arranging.toRoom)}</p>`
  const toDay = html`<p class="plan-to"><label for="move-day">${arranging.day}</label><select id="move-day" name="day">${days.map((each) => option(each, formats.date(each), each === day))}</select>${button('day', arranging.toDay)}</p>`
  return postForm(
    context,
    html`<fieldset class="plan-move" id="move" tabindex="-1"${moving.pressed === 'place' ? html` aria-describedby="what-moved"` : ''}><legend>${arranging.moving}<span class="visually-hidden"> (${session.title})</span></legend>${hiddenField('session', session.id)}${hiddenField('seen', moving.seen)}
<p class="plan-steps">${sessionSteps.map((step) => button(step, arranging.steps[step]))}</p>
<p class="plan-to"><label for="move-by">${arranging.by}</label><select id="move-by" name="by">${stepMinutes.map((minutes) => option(String(minutes), arranging.minutes({ minutes }), minutes === moving.by))}</select></p>
<p class="choice"><input type="checkbox" id="move-following" name="following" value="true"${moving.following ? html` checked` : ''}><label for="move-following">${arranging.following}</label></p>
${rooms.length === 0 ? '' : toRoom}${days.length < 2 ? '' : toDay}
<p><a href="${planPath(event, session.id)}">${arranging.stopMoving}</a></p></fieldset>`,
    { action: paths.planProgramme.to(event) },
  )
}

const card = (plan: Plan, session: StoredSession, withRoom: boolean): Html => {
  const { event, texts, clashing, moving } = plan
  const { arranging } = texts
  const { id, title, start, end, kind, room, track, speakers } = session
  const about = [...(kind === 'talk' ? [] : [texts.sessionKinds[kind]]), ...(withRoom ? [room] : []), track].filter(
    (part) => part !== undefined,
  )
  const people = speakers.map(({ name }) => name).join(', ')
  return html`<div class="plan-session" id="${id}" tabindex="-1" data-seen="${plan.tags.get(id)}"><p class="slot">${start.slice(11)}–${end.slice(11)}</p>
<h3><a href="${paths.editSession.to({ slug: event.slug, id })}">${title}</a></h3>${
    about.length === 0 ? '' : html`<p class="room">${about.join(' · ')}</p>`
  }${people === '' ? '' : html`<p class="room">${people}</p>`}${clashing.has(id) ? html`<p${moving?.id === id ? html` id="moved-clash"` : ''}>${badge(arranging.clash, 'warning')}</p>` : ''}${
    moving?.id === id
      ? moveForm(plan, session, moving)
      : html`<p><a class="tool" href="?session=${id}#move" aria-label="${arranging.moveThis({ title })}">${arranging.move}</a></p>`
  }</div>`
}

/** A row of sessions that start together, each in the column of its room; those without a room take the whole row. */
const rowsOf = (plan: Plan, sessions: readonly StoredSession[], rooms: readonly Room[]): readonly Html[] =>
  [...Map.groupBy(sessions, ({ start }) => start)].flatMap(([start, together]) => {
    const time = html`<th scope="row" role="rowheader"><time datetime="${start}">${start.slice(11)}</time></th>`
    const everywhere = together.filter(({ room }) => room === undefined)
    const inRooms = together.filter(({ room }) => room !== undefined)
    return [
      ...everywhere.map(
        (session) =>
          html`<tr role="row">${time}<td role="cell" class="plan-wide" colspan="${rooms.length}">${card(plan, session, false)}</td></tr>`,
      ),
      ...(inRooms.length === 0
        ? []
        : [
            html`<tr role="row">${time}${rooms.map((room) => {
              const here = inRooms.filter((session) => isIn(session, room))
              return html`<td role="cell"${here.length === 0 ? '' : html` data-label="${room.name}"`}>${here.map((session) => card(plan, session, false))}</td>`
            })}</tr>`,
          ]),
    ]
  })

// More columns than these are too narrow to read.
const mostColumns = 5

const grid = (plan: Plan, day: string, sessions: readonly StoredSession[]): Html => {
  const rooms = plan.rooms.filter((room) => sessions.some((session) => isIn(session, room)))
  if (rooms.length < 2 || rooms.length > mostColumns)
    return html`<ol class="plan-list">${sessions.map((session) => html`<li data-start="${session.start}">${card(plan, session, true)}</li>`)}</ol>`
  return html`<table class="plan" role="table"><caption class="visually-hidden">${plan.formats.date(day)}</caption>
<thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">${plan.texts.arranging.start}</th>${rooms.map((room) => html`<th scope="col" role="columnheader" data-room="${room.name}">${roomLabel(plan.texts, room)}</th>`)}</tr></thead>
<tbody role="rowgroup">${rowsOf(plan, sessions, rooms)}</tbody></table>`
}

/** The ways on from a session that was saved: to its place, and to the next one in its room. */
const afterSaving = ({ event, texts, dayChanges }: Plan, { id, start, room }: StoredSession): Html => {
  const next = new URLSearchParams({ day: programmeDay(start, dayChanges), ...(room === undefined ? {} : { room }) })
  return html`<p class="plan-days"><a href="#${id}">${texts.arranging.show}</a> <a href="${paths.newSession.to(event)}?${next.toString()}">${texts.arranging.addAnother}</a></p>`
}

/** The rooms that the event has, and the way to list them. */
const roomsLine = ({ event, rooms, texts, formats }: Plan): Html => {
  const { arranging } = texts
  const edit = `${paths.editEvent.to(event)}#rooms`
  return rooms.length === 0
    ? html`<p><a href="${edit}">${arranging.addRooms}</a></p>`
    : html`<p>${arranging.rooms({ rooms: formats.list(rooms.map((room) => roomLabel(texts, room))) })} <a href="${edit}">${arranging.editRooms}</a></p>`
}

/** The form that dragging a session posts, and that it can be dragged; only for scripts. */
const dragging = ({ context, event, texts }: Plan): Html =>
  html`<p class="hint" data-dragging hidden>${texts.arranging.dragging}</p><div hidden>${postForm(context, [], { action: paths.planProgramme.to(event), id: 'drop' })}</div>`

/** To each day of a programme on several. */
const dayMenu = ({ days, texts, formats }: Plan): Html | '' =>
  days.length < 2
    ? ''
    : html`<nav aria-label="${texts.arranging.days}"><ul class="plan-days">${days.map((day) => html`<li><a href="#day-${day}">${formats.date(day)}</a></li>`)}</ul></nav>`

const messages = (plan: Plan, clashes: readonly Clash[]): Html => {
  const { context, event, texts, formats, done, about, moving, problems = [], meanwhile } = plan
  const { arranging } = texts
  const session = moving?.pressed === '' ? undefined : event.sessions.find(({ id }) => id === moving?.id)
  const title = about === undefined ? '' : about.title
  const said =
    done === undefined
      ? ''
      : notice('success', {
          title: done === 'removed' ? arranging.done.removed : arranging.done[done]({ title }),
          live: true,
          focus: true,
          ...(about === undefined ? {} : { body: afterSaving(plan, about) }),
        })
  const wrong = [...new Set(problems.map((problem) => sayOfSessions(texts, event.sessions, problem)))]
  const notMoved =
    meanwhile === true
      ? notice('danger', { title: arranging.movedMeanwhile, live: true })
      : wrong.length === 0
        ? ''
        : notice('danger', { title: arranging.cannotMove, live: true, body: html`<ul>${wrong.map((line) => html`<li>${line}</li>`)}</ul>` })
  return html`${said}${notMoved === '' ? '' : html`<div id="what-moved">${notMoved}</div>`}${
    session === undefined || notMoved !== ''
      ? ''
      : html`<p class="visually-hidden" role="status" id="what-moved">${arranging.now({
          title: session.title,
          day: formats.date(session.start.slice(0, 10)),
          from: session.start.slice(11),
          until: session.end.slice(11),
          room: session.room ?? arranging.everyRoom,
        })}</p>`
  }${
    clashes.length === 0
      ? ''
      : notice('warning', {
          title: arranging.clashes,
          body: html`${clashList(texts, context.language, event, clashes)}<p>${arranging.clashesHint}</p>`,
        })
  }`
}

/** The programme of an event for its organisers: by day and room, with what clashes. Works with forms and links alone. */
export const planView = (context: PageContext, model: PlanModel): Html => {
  const { event, dayChanges } = model
  const texts = textsIn(context.language)
  const formats = formatsIn(context.language)
  const { arranging } = texts
  const clashes = clashesIn(event)
  const byDay = new Map(programmeDays(event.sessions, dayChanges).map(({ day, sessions }) => [day, sessions]))
  const plan: Plan = {
    ...model,
    context,
    texts,
    formats,
    clashing: new Set(clashes.flatMap(({ sessions }) => sessions)),
    rooms: roomsOf(event, formats.compare),
    days: allDays(event, dayChanges),
  }
  return layout(context, {
    title: texts.site.labelled({ label: arranging.title, value: event.title }),
    main: html`<div class="wrap"><div class="stack"><p class="back"><a href="${paths.manageEvent.to(event)}">${event.title}</a></p>
<h1>${arranging.title}</h1>
<p>${arranging.lead({ zone: event.timeZone, when: eventTimes(formats, event) })}</p>
${roomsLine(plan)}${messages(plan, clashes)}
${dayMenu(plan)}${dragging(plan)}</div>
${plan.days.map((day) => {
  const sessions = byDay.get(day) ?? []
  return html`<section class="section" id="day-${day}" tabindex="-1"><h2>${formats.date(day)}</h2>${
    sessions.length === 0 ? html`<p class="empty" data-day="${day}">${arranging.none}</p>` : grid(plan, day, sessions)
  }<p class="actions"><a class="button button-quiet" href="${paths.newSession.to(event)}?day=${day}">${arranging.addOn({ day: formats.date(day) })}</a></p></section>`
})}</div>`,
    head: html`<script type="module" src="${paths.asset.to({ file: dragSessionsName })}"></script>`,
  })
}
