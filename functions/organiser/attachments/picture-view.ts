import {
  largestPictureMegabytes,
  type Picture,
  pictureBytes,
  pictureEndings,
  pictureInputSchema,
} from '../../../shared/domain/attachment/picture.ts'
import type { FieldProblem } from '../../../shared/domain/basics/field-problem.ts'
import type { Event } from '../../../shared/domain/event/event.ts'
import { type UploadForm, uploadHours } from '../../../shared/domain/registration-form/file-answer.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { paths } from '../../../shared/site/paths.ts'
import { formatsIn } from '../../../shared/texts/formats.ts'
import { type Texts, textsIn } from '../../../shared/texts/texts.ts'
import { pictureOf } from '../../../shared/views/event/illustration.ts'
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
export type PictureNotice = keyof Texts['picture']['notices']

export interface PictureModel {
  readonly event: Event
  /** The form that sends another, while that is possible. */
  readonly upload?: UploadForm
  /** What was just sent, under its key in the bucket: it has to be described. */
  readonly sent?: Pick<Picture, 'width' | 'height'> & { readonly name: string; readonly key: string }
  readonly values: FormValues
  readonly problems: readonly FieldProblem[]
  readonly notice?: PictureNotice
}

const dotted = pictureEndings.map((ending) => `.${ending}`)

/** The picture as it is shown, with what people read who do not see it. */
const shown = (context: PageContext, { picture: words }: Texts, event: Event): Html =>
  html`<section class="section stack" aria-labelledby="shown"><h2 id="shown">${words.current}</h2>
${
  event.picture === undefined
    ? html`<p class="empty">${words.none}</p>`
    : html`${pictureOf(event, context.language)}<p>${words.described({ alt: event.picture.alt })}</p>
${postForm(context, submitButton(words.remove, { look: 'danger' }), { action: paths.removePicture.to(event) })}`
}</section>`

/** Says in words what was just sent, which shows it. */
const describing = (context: PageContext, form: Form, { sent, event }: PictureModel): Html | '' => {
  if (sent === undefined) return ''
  const { picture: words } = form.texts
  const { number } = formatsIn(context.language)
  const { name, width, height, key } = sent
  return html`<section class="section stack" aria-labelledby="describe"><h2 id="describe">${words.describe}</h2>
<p>${words.received({ name, width: number(width), height: number(height) })}</p>
${postForm(
  context,
  html`${hiddenField('key', key)}${textField(form, { name: 'alt', hint: words.altHint })}<p class="actions">${submitButton(words.show)}</p>`,
  { action: paths.illustrate.to(event) },
)}</section>`
}

/** The picture on top of an event's page, and how to choose one. */
export const pictureView = (context: PageContext, model: PictureModel): Html => {
  const texts = textsIn(context.language)
  const { picture: words, attachments } = texts
  const { event, upload, sent, values, problems, notice: done } = model
  const form: Form = { texts, schema: pictureInputSchema, values, problems, wordsOf: () => words.alt }
  const isReplaced = sent !== undefined || event.picture !== undefined
  const limits = { endings: formatsIn(context.language).anyOf(dotted), megabytes: largestPictureMegabytes }
  return layout(context, {
    title: formTitle(form, texts.site.labelled({ label: words.title, value: event.title })),
    main: html`<div class="wrap stack">${done === undefined ? '' : notice('success', { title: words.notices[done], live: true })}
<p class="back"><a href="${paths.manageEvent.to(event)}">${event.title}</a></p><h1>${words.title}</h1><p>${words.lead}</p>
${errorSummary(form)}
${describing(context, form, model)}
${shown(context, texts, event)}
${
  upload === undefined
    ? html`<p>${words.closed}</p>`
    : uploadSection(form, {
        form: upload,
        title: isReplaced ? words.other : words.choose,
        hint: `${words.limits(limits)} ${attachments.hour({ hours: uploadHours })}`,
        accepted: dotted,
        largestBytes: pictureBytes.max,
        tooLarge: attachments.tooLarge(limits),
        isSecondary: sent !== undefined,
      })
}</div>`,
  })
}
