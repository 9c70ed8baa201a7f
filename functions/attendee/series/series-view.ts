import * as z from 'zod'
import type { FieldProblem } from '../../../shared/domain/basics/field-problem.ts'
import type { Instant } from '../../../shared/domain/basics/wall-time.ts'
import { seriesRegistrationInputSchema } from '../../../shared/domain/event/dates.ts'
import { isListed, needsPersonalKey } from '../../../shared/domain/event/event.ts'
import { registrationState } from '../../../shared/domain/event/registration-window.ts'
import type { EventWithSeats } from '../../../shared/domain/seats/event-with-seats.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { paths } from '../../../shared/site/paths.ts'
import { formatsIn } from '../../../shared/texts/formats.ts'
import { type Texts, textsIn } from '../../../shared/texts/texts.ts'
import { eventTimes } from '../../../shared/views/event/event-line.ts'
import { kindBadge } from '../../../shared/views/event/event-parts.ts'
import { networkPicture } from '../../../shared/views/event/link-picture.ts'
import { wayToManage } from '../../../shared/views/event/way-to-manage.ts'
import { checkboxGroup, textField } from '../../../shared/views/form/fields.ts'
import {
  errorSummary,
  type Form,
  type FormValues,
  formTitle,
  hiddenField,
  postForm,
  submitButton,
} from '../../../shared/views/form/form.ts'
import { layout } from '../../../shared/views/page/layout.ts'
import { linkPreview } from '../../../shared/views/page/link-preview.ts'
import { notice } from '../../../shared/views/page/notice.ts'
import { places } from '../programme/public-event.ts'
import type { ProofParts } from '../registering/proof-parts.ts'
import { consentBox, personFields, personForm } from '../registration-form/person-fields.ts'
import { type PublicSeries, seriesForm } from './public-series.ts'

export interface SeriesModel {
  readonly found: PublicSeries
  readonly now: Instant
  /** Posted as `requestKey`, so that a repeated request is recognised. */
  readonly requestKey: string
  readonly values: FormValues
  readonly problems: readonly FieldProblem[]
  /** What the form shows because a proof of work has to come with it. */
  readonly proof?: ProofParts
}

const schema = seriesRegistrationInputSchema.extend({ events: z.array(z.string()).min(1) })

/** How a date stands: its places while it is open, or why nobody can register. */
const standing = (texts: Texts, { event, seats }: EventWithSeats, now: Instant): string => {
  const state = registrationState(event, now)
  if (state !== 'open') return texts.event.states[state].title
  if (needsPersonalKey(event)) return texts.series.byPersonalLink
  const { availability } = places({ event, seats })
  return availability === undefined ? texts.event.free : texts.available[availability]
}

const canChoose = ({ event }: EventWithSeats, now: Instant): boolean => registrationState(event, now) === 'open' && !needsPersonalKey(event)

const formOf = (context: PageContext, { found, now, values, problems }: SeriesModel): Form => {
  const { series: words } = textsIn(context.language)
  const chosen = found.dates.filter((date) => canChoose(date, now)).map(({ event }) => event.slug)
  const form = personForm(context, { schema, asked: seriesForm(found), values: { events: chosen, ...values }, problems })
  return { ...form, wordsOf: (name) => (name === 'events' || name.startsWith('events.') ? words.dates : form.wordsOf(name)) }
}

/** A series for everyone: all its dates, and one form to register for them. */
export const seriesView = (context: PageContext, model: SeriesModel): Html => {
  const { found, now, requestKey, proof } = model
  const texts = textsIn(context.language)
  const formats = formatsIn(context.language)
  const { series: words, register, fields } = texts
  const { series, dates } = found
  const form = formOf(context, model)
  const [first] = dates
  const open = dates.some((date) => canChoose(date, now))
  const options = dates.map((date) => ({
    value: date.event.slug,
    label: eventTimes(formats, date.event),
    hint: [...(date.event.title === series.title ? [] : [date.event.title]), standing(texts, date, now)].join(' · '),
    disabled: !canChoose(date, now),
  }))
  const preview = dates.every(({ event }) => isListed(event))
    ? linkPreview(context, {
        title: series.title,
        description: series.summary,
        path: paths.series.to(series),
        picture: networkPicture(context.language),
      })
    : ''
  return layout(context, {
    title: formTitle(form, series.title),
    description: series.summary,
    head: html`${preview}${proof?.head}`,
    main: html`<div class="wrap stack"><p class="back"><a href="${paths.home.pattern}">${texts.event.back}</a></p>${wayToManage(context, series, 'series', paths.manageSeries.to(series))}
<p class="card-kind">${first === undefined ? '' : kindBadge(first.event.kind, context.language)} <span class="muted small">${words.count({ count: dates.length })}</span></p>
<h1>${series.title}</h1><p class="lead">${series.summary}</p>
${errorSummary(form)}${proof?.notice}
<section class="section" aria-labelledby="dates"><h2 id="dates">${words.each}</h2>
<ul>${dates.map(({ event }) => html`<li><a href="${paths.event.to(event)}">${eventTimes(formats, event)}</a></li>`)}</ul></section>
${
  open && first !== undefined
    ? html`<section class="section" aria-labelledby="register"><h2 id="register">${register.ways.open.title}</h2>
<p class="intro">${words.intro}</p>
${postForm(context, [
  hiddenField('requestKey', requestKey),
  checkboxGroup(form, { name: 'events', options }),
  ...personFields(context, form, {
    asked: seriesForm(found),
    between: textField(form, { name: 'email', type: 'email', hint: fields.email.hint, autocomplete: 'email' }),
  }),
  consentBox(form, register.consentText),
  proof?.widget ?? '',
  submitButton(words.submit, { needsProof: proof !== undefined }),
  proof?.instead ?? '',
])}</section>`
    : notice('info', { title: words.closed })
}</div>`,
  })
}
