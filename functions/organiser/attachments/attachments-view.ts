import {
  type Attachment,
  attachmentBytes,
  attachmentEndings,
  attachmentInputSchema,
  largestAttachmentMegabytes,
  mostAttachments,
} from '../../../shared/domain/attachment/attachment.ts'
import type { FieldProblem } from '../../../shared/domain/basics/field-problem.ts'
import { type Event, isPublic, mayPreview } from '../../../shared/domain/event/event.ts'
import { type UploadForm, uploadHours } from '../../../shared/domain/registration-form/file-answer.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { paths } from '../../../shared/site/paths.ts'
import { formatsIn } from '../../../shared/texts/formats.ts'
import { type Texts, textsIn } from '../../../shared/texts/texts.ts'
import { describedFile } from '../../../shared/views/event/described-file.ts'
import { textField } from '../../../shared/views/form/fields.ts'
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
import { notice } from '../../../shared/views/page/notice.ts'
import { uploadSection } from './upload-form-view.ts'

/** What has just been done. */
export type AttachmentsNotice = keyof Texts['attachments']['notices']

export interface AttachmentsModel {
  readonly event: Event
  /** Whether files can still be added. */
  readonly isOpen: boolean
  /** The form that sends one more, unless the event has as many as it can. */
  readonly upload?: UploadForm
  /** What was just sent, under its key in the bucket: it needs a title. */
  readonly sent?: Pick<Attachment, 'name' | 'size' | 'type'> & { readonly key: string }
  readonly values: FormValues
  readonly problems: readonly FieldProblem[]
  readonly notice?: AttachmentsNotice
}

const dotted = attachmentEndings.map((ending) => `.${ending}`)

/** Where the organiser can download it, as everyone else who may see the event. */
const addressOf = (event: Event, { id }: Attachment): string | undefined => {
  if (isPublic(event)) return paths.attachment.to({ slug: event.slug, id })
  return mayPreview(event) ? paths.previewAttachment.to({ slug: event.slug, id }) : undefined
}

const listed = (context: PageContext, words: Texts['attachments'], event: Event): Html => {
  const { attachments = [] } = event
  const rows = attachments.map((attachment) => {
    const { id, title } = attachment
    const label = describedFile(attachment, context.language)
    const address = addressOf(event, attachment)
    return html`<li class="panel stack"><p>${address === undefined ? label : html`<a href="${address}">${label}</a>`}<br><span class="muted">${attachment.name}</span></p>
${postForm(context, html`<button class="button button-danger" type="submit" aria-label="${words.removeOne({ title })}">${words.remove}</button>`, { action: paths.removeAttachment.to({ slug: event.slug, id }) })}</li>`
  })
  return html`<section class="section stack" aria-labelledby="attached"><h2 id="attached">${words.attached}</h2>
${rows.length === 0 ? html`<p class="empty">${words.none}</p>` : html`<ul class="event-rows">${rows}</ul>`}</section>`
}

const sending = (context: PageContext, form: Form, upload: UploadForm, isSecondary: boolean): Html => {
  const { attachments: words } = form.texts
  const limits = words.limits({ endings: formatsIn(context.language).anyOf(dotted), megabytes: largestAttachmentMegabytes })
  return uploadSection(form, {
    form: upload,
    title: isSecondary ? words.other : words.choose,
    hint: `${limits} ${words.hour({ hours: uploadHours })}`,
    accepted: dotted,
    largestBytes: attachmentBytes.max,
    tooLarge: words.tooLarge({ megabytes: largestAttachmentMegabytes }),
    isSecondary,
  })
}

/** Gives what was just sent a title, which attaches it. */
const naming = (context: PageContext, form: Form, { sent, event }: AttachmentsModel): Html | '' => {
  if (sent === undefined) return ''
  const { attachments: words } = form.texts
  const { name, size, type, key } = sent
  return html`<section class="section stack" aria-labelledby="name"><h2 id="name">${words.name}</h2>
<p>${words.received({ name, type: type.toUpperCase(), size: formatsIn(context.language).bytes(size) })}</p>
${postForm(
  context,
  html`${hiddenField('key', key)}${textField(form, { name: 'title', hint: words.titleHint })}<p class="actions">${submitButton(words.add)}</p>`,
  { action: paths.attachments.to(event) },
)}</section>`
}

/** The files of an event, and how to add one. */
export const attachmentsView = (context: PageContext, model: AttachmentsModel): Html => {
  const texts = textsIn(context.language)
  const { attachments: words } = texts
  const { event, isOpen, upload, sent, values, problems, notice: done } = model
  const form: Form = { texts, schema: attachmentInputSchema, values, problems, wordsOf: () => words.fileTitle }
  return layout(context, {
    title: formTitle(form, words.titleOf({ title: event.title })),
    main: html`<div class="wrap stack">${done === undefined ? '' : notice('success', { title: words.notices[done], live: true })}
<p class="back"><a href="${paths.manageEvent.to(event)}">${event.title}</a></p><h1>${words.title}</h1><p>${words.lead}</p>
${errorSummary(form)}
${naming(context, form, model)}
${listed(context, words, event)}
${upload === undefined ? html`<p>${isOpen ? words.full({ limit: mostAttachments }) : words.closed}</p>` : sending(context, form, upload, sent !== undefined)}</div>`,
  })
}
