import * as z from 'zod'
import type { FieldProblem } from '../../../shared/domain/basics/field-problem.ts'
import type { Event } from '../../../shared/domain/event/event.ts'
import { type EventSpeaker, speakerPatchSchema } from '../../../shared/domain/speaker/speaker.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { paths } from '../../../shared/site/paths.ts'
import { formatsIn } from '../../../shared/texts/formats.ts'
import { type Texts, textsIn } from '../../../shared/texts/texts.ts'
import { textField } from '../../../shared/views/form/fields.ts'
import { errorSummary, type Form, type FormValues, formTitle, postForm, submitButton } from '../../../shared/views/form/form.ts'
import { mailtoLink } from '../../../shared/views/page/email-address.ts'
import { formattedText } from '../../../shared/views/page/formatted-text.ts'
import { layout } from '../../../shared/views/page/layout.ts'
import { facts, notice } from '../../../shared/views/page/notice.ts'
import { speakerFields, speakerWords } from './invitation-fields.ts'
import { type SpeakersNotice, stateBadge } from './speakers-view.ts'

const inForm = speakerPatchSchema.extend({ name: z.string().max(200), language: z.string(), role: z.string() })

export interface SpeakerModel {
  readonly event: Event
  readonly speaker: EventSpeaker
  readonly open: boolean
  readonly values: FormValues
  readonly problems: readonly FieldProblem[]
  readonly notice?: SpeakersNotice
}

const lines = (text: string): Html => html`<span class="lines">${text}</span>`

const whatTheySaid = (context: PageContext, texts: Texts, { speaker, event }: SpeakerModel): Html => {
  const { fields, recordings, columns, invitedAt, remindedAt, answeredAt, said } = texts.speakers
  const { moment } = formatsIn(context.language)
  const { state, email, organisation, biography, recording, slides, needs } = speaker
  const optional = (label: string, value: Html | string | undefined) => (value === undefined ? [] : [[label, value] as const])
  return html`<section class="section" aria-labelledby="said"><h2 id="said">${said}</h2><div class="panel facts-wide">${facts([
    [columns.answer, stateBadge(texts, state)],
    [fields.email, mailtoLink(email)],
    ...optional(invitedAt, speaker.invitedAt && moment(speaker.invitedAt, event.timeZone)),
    ...optional(remindedAt, speaker.remindedAt && moment(speaker.remindedAt, event.timeZone)),
    ...optional(answeredAt, speaker.answeredAt && moment(speaker.answeredAt, event.timeZone)),
    ...optional(fields.organisation, organisation),
    ...optional(fields.biography, biography && html`<div>${formattedText(biography, 3)}</div>`),
    [fields.recording, recordings[recording ?? 'none']],
    ...optional(fields.slides, slides && html`<a href="${slides}" rel="noopener noreferrer">${slides}</a>`),
    ...optional(fields.needs, needs && lines(needs)),
  ])}</div></section>`
}

/** One speaker: what they answered, and what organisers decide. */
export const speakerView = (context: PageContext, model: SpeakerModel): Html => {
  const texts = textsIn(context.language)
  const { speakers: words } = texts
  const { event, speaker, values, problems, open } = model
  const form: Form = { schema: inForm, texts, values, problems, wordsOf: (name) => speakerWords(texts, name) }
  const at = { slug: event.slug, id: speaker.id }
  const edit = postForm(
    context,
    html`${textField(form, { name: 'name' })}${speakerFields(context, form, event)}<p class="actions">${submitButton(words.save)}</p>`,
    { action: paths.eventSpeaker.to(at) },
  )
  return layout(context, {
    title: formTitle(form, texts.site.labelled({ label: words.title, value: speaker.name })),
    main: html`<div class="wrap stack"><p class="back"><a href="${paths.eventSpeakers.to(event)}">${words.titleOf({ title: event.title })}</a></p>
<h1>${speaker.name}</h1>
${model.notice === undefined ? '' : notice('success', { title: words.notices[model.notice], live: true })}${errorSummary(form)}
${open ? postForm(context, submitButton(words.invite[speaker.state], { look: 'quiet' }), { action: paths.inviteSpeaker.to(at) }) : notice('info', { title: words.closed })}
${whatTheySaid(context, texts, model)}
${open ? html`<section class="section stack" aria-labelledby="edit"><h2 id="edit">${words.edit}</h2>${edit}</section>` : ''}
<p class="staff-end"><a class="danger-link" href="${paths.removeSpeaker.to(at)}">${words.remove}</a></p></div>`,
  })
}

/** Asks before a speaker is removed. */
export const removeSpeakerView = (context: PageContext, { event, speaker }: Pick<SpeakerModel, 'event' | 'speaker'>): Html => {
  const texts = textsIn(context.language)
  const { speakers: words } = texts
  const at = { slug: event.slug, id: speaker.id }
  return layout(context, {
    title: texts.site.labelled({ label: words.removeTitle, value: speaker.name }),
    main: html`<div class="wrap stack"><p class="back"><a href="${paths.eventSpeaker.to(at)}">${speaker.name}</a></p>
<h1>${words.removeTitle}</h1>
<p>${words.removeLead({ name: speaker.name })}</p>
${postForm(
  context,
  html`<p class="actions">${submitButton(words.removeConfirm, { look: 'danger' })} <a href="${paths.eventSpeaker.to(at)}">${words.keep}</a></p>`,
  { action: paths.removeSpeaker.to(at) },
)}</div>`,
  })
}
