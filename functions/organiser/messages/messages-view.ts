import type { FieldProblem } from '../../../shared/domain/basics/field-problem.ts'
import type { Event } from '../../../shared/domain/event/event.ts'
import { type MessageGroup, sessionOfGroup, writtenMessageSchema } from '../../../shared/domain/mail/organiser-message.ts'
import type { Mail } from '../../../shared/mail/rendered-mail.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { paths } from '../../../shared/site/paths.ts'
import type { FieldWords } from '../../../shared/texts/field-words.ts'
import { formatsIn } from '../../../shared/texts/formats.ts'
import { type Texts, textsIn } from '../../../shared/texts/texts.ts'
import { radioGroup, textArea, textField } from '../../../shared/views/form/fields.ts'
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
import { facts, notice } from '../../../shared/views/page/notice.ts'
import type { MassMail } from '../mail-progress/mass-mails.ts'

export interface MessagesModel {
  readonly event: Event
  /** The groups available at this time. */
  readonly groups: readonly MessageGroup[]
  /** Messages sent before, newest first. */
  readonly sent: readonly MassMail[]
  readonly values: FormValues
  readonly problems: readonly FieldProblem[]
  /** Identifies the message, so that submitting it twice sends it once. */
  readonly key: string
  /** A preview of the mail, once it has no problems. */
  readonly preview?: Mail
  /** How many people it goes to, if that is counted. */
  readonly people?: number
  /** A message was just sent. */
  readonly done?: boolean
}

/** `Everyone with a place`, or who chose which session; one since removed is named by its id. */
const groupLabel = (texts: Texts, { sessions }: Event, group: MessageGroup): string => {
  const { groups, session } = texts.organiser.messages
  const id = sessionOfGroup(group)
  return id === undefined
    ? (Object.entries(groups).find(([name]) => name === group)?.[1] ?? group)
    : session({ title: sessions.find((each) => each.id === id)?.title ?? id })
}

const sentBefore = (texts: Texts, context: PageContext, { event, sent }: MessagesModel): Html | '' => {
  const { messages } = texts.organiser
  const { moment } = formatsIn(context.language)
  return sent.length === 0
    ? ''
    : html`<section class="section"><h2>${messages.sent}</h2><div class="panel facts-wide">${facts(
        sent.flatMap(({ written, createdAt, progress, preparing }) =>
          written === undefined
            ? []
            : [
                [
                  moment(createdAt, event.timeZone),
                  html`${written.subject}<br><span class="hint">${groupLabel(texts, event, written.group)} · ${preparing === true ? messages.preparing : messages.progress({ sent: progress.sent, owed: progress.owed })}</span>`,
                ] as const,
              ],
        ),
      )}</div></section>`
}

const previewed = (texts: Texts, preview: Mail, people: number | undefined): Html => {
  const { messages } = texts.organiser
  return html`<section class="section"><h2>${messages.preview}</h2><p class="hint">${people === undefined ? '' : html`${messages.people({ count: people })} `}${messages.previewHint}</p>
<div class="panel"><p><strong>${preview.subject}</strong></p><p class="lines">${preview.text}</p></div></section>`
}

/** Where an organiser messages the people of an event, and sees earlier messages. */
export const messagesView = (context: PageContext, model: MessagesModel): Html => {
  const texts = textsIn(context.language)
  const { messages } = texts.organiser
  const { event, groups, values, problems, people, key, preview, done } = model
  const words: Readonly<Record<string, FieldWords>> = messages.fields
  const form: Form = { texts, schema: writtenMessageSchema, values, problems, wordsOf: (field) => words[field] ?? { label: field } }
  const button = (label: string, value: string, look: 'main' | 'quiet') => submitButton(label, { name: 'action', value, look })
  return layout(context, {
    title: formTitle(form, texts.site.labelled({ label: messages.title, value: event.title })),
    main: html`<div class="wrap stack"><p class="back"><a href="${paths.manageEvent.to(event)}">${event.title}</a></p>
<h1>${messages.title}</h1>
${done === true ? notice('success', { title: messages.done, live: true }) : ''}
${errorSummary(form)}
<p>${messages.lead}</p>
${preview === undefined ? '' : previewed(texts, preview, people)}
${postForm(
  context,
  html`${hiddenField('requestKey', key)}
${radioGroup(form, { name: 'group', options: groups.map((group) => ({ value: group, label: groupLabel(texts, event, group) })) })}
${textField(form, { name: 'subject' })}
${textArea(form, { name: 'text', hint: messages.textHint, rows: 10 })}
<p class="actions">${button(messages.show, 'preview', preview === undefined ? 'main' : 'quiet')}${
    preview === undefined
      ? ''
      : html` ${submitButton(messages.look, { name: 'action', value: 'look', look: 'quiet', newTab: true })} ${button(messages.send, 'send', 'main')}`
  }</p>`,
  { action: paths.eventMessages.to(event) },
)}
${sentBefore(texts, context, model)}</div>`,
  })
}
