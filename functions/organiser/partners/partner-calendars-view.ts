import type { FieldProblem } from '../../../shared/domain/basics/field-problem.ts'
import { network } from '../../../shared/domain/basics/network.ts'
import type { Instant } from '../../../shared/domain/basics/wall-time.ts'
import {
  emptyForDays,
  type PartnerCalendar,
  partnerCalendarInputSchema,
  partnerHorizon,
  partnerPatience,
  readEveryMinutes,
} from '../../../shared/domain/calendar/partner-calendar.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { paths } from '../../../shared/site/paths.ts'
import { formatsIn } from '../../../shared/texts/formats.ts'
import { type Texts, textsIn } from '../../../shared/texts/texts.ts'
import { textField } from '../../../shared/views/form/fields.ts'
import { errorSummary, type Form, type FormValues, formTitle, postForm, submitButton } from '../../../shared/views/form/form.ts'
import { layout } from '../../../shared/views/page/layout.ts'
import { notice } from '../../../shared/views/page/notice.ts'

/** What has just been done. */
export type PartnersNotice = keyof Texts['partnerCalendars']['notices']

export interface PartnersModel {
  readonly calendars: readonly PartnerCalendar[]
  /** Whether the reader adds and removes calendars. */
  readonly mayChange: boolean
  readonly values: FormValues
  readonly problems: readonly FieldProblem[]
  readonly notice?: PartnersNotice
  readonly now: Instant
}

type Moment = (at: Instant) => string

/** What is wrong with a calendar, what shows meanwhile, and what can be done about it. */
const troubleOf = ({ partnerCalendars: words }: Texts, { trouble, readAt, events }: PartnerCalendar, moment: Moment): Html | '' => {
  if (trouble === undefined) return ''
  const { code, since, status = 0 } = trouble
  if (code === 'empty') {
    const body = events === 0 ? words.emptyNow : words.emptyKept({ days: emptyForDays })
    return notice('warning', { title: words.emptySince({ when: moment(since) }), body: html`<p>${body}</p>` })
  }
  const { answered, slow, 'too-large': tooLarge, ...others } = words.troubles
  const limited = {
    answered: answered({ status: String(status) }),
    slow: slow(partnerPatience),
    'too-large': tooLarge({ megabytes: String(partnerPatience.megabytes) }),
  }
  const said = { ...others, ...limited }[code]
  return notice('warning', {
    title: readAt === undefined ? words.neverRead : words.since({ when: moment(since) }),
    body: html`<p>${said}</p>${events === 0 ? '' : html`<p>${words.kept}</p>`}`,
  })
}

const row = (context: PageContext, texts: Texts, calendar: PartnerCalendar, { mayChange, now }: PartnersModel, moment: Moment): Html => {
  const { partnerCalendars: words } = texts
  const { name, address, readAt, events, nextAt } = calendar
  const button = (action: string, label: string, named: string, look: 'quiet' | 'danger'): Html =>
    html`<button class="button button-${look}" type="submit" formaction="${action}" aria-label="${named}">${label}</button>`
  const read = paths.readPartnerCalendar.to(calendar)
  const buttons = html`<p class="actions">${button(read, words.readNow, words.readOne({ name }), 'quiet')} ${button(paths.removePartnerCalendar.to(calendar), words.remove, words.removeOne({ name }), 'danger')}</p>`
  return html`<li class="panel stack"><h3>${name}</h3>
<p class="muted">${address}</p>
${readAt === undefined ? '' : html`<p>${words.count({ count: events, back: String(partnerHorizon.monthsBack), ahead: String(partnerHorizon.monthsAhead) })}<br><span class="muted">${words.readAt({ when: moment(readAt) })}</span></p>`}
${troubleOf(texts, calendar, moment)}${nextAt <= now ? html`<p>${words.soon}</p>` : ''}
${mayChange ? postForm(context, buttons, { action: read }) : ''}</li>`
}

/** The partners' calendars that are read, how that went, and how to add another. */
export const partnerCalendarsView = (context: PageContext, model: PartnersModel): Html => {
  const texts = textsIn(context.language)
  const formats = formatsIn(context.language)
  const { partnerCalendars: words } = texts
  const { calendars, mayChange, values, problems, notice: done, now } = model
  const moment: Moment = (at) => formats.moment(at, network.timeZone)
  const form: Form = {
    texts,
    schema: partnerCalendarInputSchema,
    values,
    problems,
    wordsOf: (field) => (field === 'name' ? words.name : words.address),
  }
  const adding = html`<section class="section stack"><h2>${words.add}</h2>${postForm(
    context,
    html`${textField(form, { name: 'name', hint: words.nameHint })}${textField(form, { name: 'address', type: 'url', hint: words.addressHint })}
<p class="actions">${submitButton(words.addButton)}</p>`,
    { action: paths.partnerCalendars.to({}) },
  )}</section>`
  return layout(context, {
    title: formTitle(form, words.title),
    main: html`<div class="wrap stack">${done === undefined ? '' : notice('success', { title: words.notices[done], live: true })}
<p class="back"><a href="${paths.staffCalendar.to({})}">${texts.planning.title}</a></p><h1>${words.title}</h1><p>${words.lead({ minutes: readEveryMinutes })}</p>
${errorSummary(form)}
${
  calendars.length === 0
    ? html`<p class="empty">${words.none}</p>`
    : html`<section class="section stack"><h2>${words.listed}</h2><p class="muted">${words.times({ zone: formats.zone(now, network.timeZone) })}</p><ul class="event-rows">${calendars.map((each) => row(context, texts, each, model, moment))}</ul></section>`
}
${mayChange ? adding : html`<p>${words.onlyAdministrators}</p>`}</div>`,
  })
}
