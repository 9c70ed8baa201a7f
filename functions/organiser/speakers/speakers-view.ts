import * as z from 'zod'
import type { FieldProblem } from '../../../shared/domain/basics/field-problem.ts'
import type { Event } from '../../../shared/domain/event/event.ts'
import { awaitedOf, type EventSpeaker, type SpeakerState, sessionsOf, speakerInputSchema } from '../../../shared/domain/speaker/speaker.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { paths } from '../../../shared/site/paths.ts'
import { formatsIn } from '../../../shared/texts/formats.ts'
import { type Texts, textsIn } from '../../../shared/texts/texts.ts'
import { textField } from '../../../shared/views/form/fields.ts'
import { errorSummary, type Form, type FormValues, formTitle, postForm, submitButton } from '../../../shared/views/form/form.ts'
import { brokenAddress } from '../../../shared/views/page/email-address.ts'
import { layout } from '../../../shared/views/page/layout.ts'
import { badge, notice, type Tone } from '../../../shared/views/page/notice.ts'
import { stackedTable } from '../../../shared/views/page/stacked-table.ts'
import { speakerFields, speakerWords } from './invitation-fields.ts'

// Both lists have no empty choice, so that neither is optional here.
const inForm = speakerInputSchema.extend({ language: z.string(), role: z.string() })

export type SpeakersNotice = keyof Texts['speakers']['notices']

export interface SpeakersModel {
  readonly event: Event
  readonly speakers: readonly EventSpeaker[]
  /** Whether people can still be asked. */
  readonly open: boolean
  readonly values: FormValues
  readonly problems: readonly FieldProblem[]
  readonly notice?: SpeakersNotice
}

const tones = {
  added: 'neutral',
  invited: 'info',
  confirmed: 'success',
  declined: 'danger',
  withdrawn: 'danger',
} as const satisfies Record<SpeakerState, Tone | 'neutral'>

export const stateBadge = ({ speakers }: Texts, state: SpeakerState): Html => badge(speakers.states[state], tones[state])

const table = (context: PageContext, texts: Texts, { event, speakers, open }: SpeakersModel): Html => {
  const { columns, caption, awaited, whole, roles, invite } = texts.speakers
  const { list } = formatsIn(context.language)
  const row = (speaker: EventSpeaker): readonly (Html | string)[] => {
    const { id, name, email, role, state } = speaker
    const at = { slug: event.slug, id }
    const titles = sessionsOf(event, speaker).map(({ title }) => title)
    const button = html`<button class="button button-quiet" type="submit">${invite[state]}<span class="visually-hidden"> ${name}</span></button>`
    return [
      html`<a href="${paths.eventSpeaker.to(at)}">${name}</a><br><span class="muted small">${brokenAddress(email)}</span>`,
      html`${titles.length === 0 ? whole : html`<span class="lines">${titles.join('\n')}</span>`}${role === 'chair' ? html`<br><span class="muted small">${roles.chair}</span>` : ''}`,
      stateBadge(texts, state),
      list(awaitedOf(speaker).map((what) => awaited[what])) || '–',
      open ? postForm(context, button, { action: paths.inviteSpeaker.to(at) }) : '',
    ]
  }
  return stackedTable({
    caption,
    captionHidden: true,
    columns: [
      { label: columns.name },
      { label: columns.sessions, named: true },
      { label: columns.answer, named: true },
      { label: columns.missing, named: true },
      { label: columns.invitation },
    ],
    rows: speakers.map(row),
  })
}

/** One button for everybody who has not been asked. */
const inviteAll = (context: PageContext, { speakers: words }: Texts, { event, speakers, open }: SpeakersModel): Html | '' => {
  const count = speakers.filter(({ state }) => state === 'added').length
  return !open || count === 0 ? '' : postForm(context, submitButton(words.inviteAll({ count })), { action: paths.inviteSpeakers.to(event) })
}

const addForm = (context: PageContext, form: Form, { event }: SpeakersModel): Html => {
  const { speakers } = form.texts
  return html`<section class="section stack" aria-labelledby="add"><h2 id="add">${speakers.add}</h2>
${postForm(
  context,
  html`<div class="side-by-side">${textField(form, { name: 'name' })}${textField(form, { name: 'email', type: 'email' })}</div>
${speakerFields(context, form, event)}
<p class="actions">${submitButton(speakers.addAndInvite, { name: 'invite', value: 'true' })} ${submitButton(speakers.addOnly, { look: 'quiet', name: 'invite' })}</p>`,
  { action: paths.eventSpeakers.to(event) },
)}</section>`
}

/** What was just done, with the way to the form for the next one. */
const done = ({ speakers }: Texts, { notice: what, open }: SpeakersModel): Html | '' =>
  what === undefined
    ? ''
    : notice('success', {
        title: speakers.notices[what],
        live: true,
        focus: true,
        ...(open && what.startsWith('added') ? { body: html`<a href="#name">${speakers.addAnother}</a>` } : {}),
      })

/** The speakers of an event with their answers, and the form that adds one. */
export const speakersView = (context: PageContext, model: SpeakersModel): Html => {
  const texts = textsIn(context.language)
  const { speakers: words } = texts
  const { event, values, problems } = model
  const form: Form = { schema: inForm, texts, values, problems, wordsOf: (name) => speakerWords(texts, name) }
  return layout(context, {
    title: formTitle(form, words.titleOf({ title: event.title })),
    main: html`<div class="wrap stack"><p class="back"><a href="${paths.manageEvent.to(event)}">${event.title}</a></p>
<h1>${words.title}</h1>
${done(texts, model)}${errorSummary(form)}
<p class="intro">${words.lead}</p>
${model.open ? '' : notice('info', { title: words.closed })}
${model.speakers.length === 0 ? html`<p class="empty">${words.none}</p>` : table(context, texts, model)}
${inviteAll(context, texts, model)}
${model.open ? addForm(context, form, model) : ''}</div>`,
  })
}
