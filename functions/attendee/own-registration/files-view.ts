import { longestFileName } from '../../../shared/domain/basics/file-name.ts'
import type { UploadForm } from '../../../shared/domain/registration-form/file-answer.ts'
import {
  type FileAnswer,
  fileBytes,
  fileEndings,
  largestFileMegabytes,
  uploadHours,
} from '../../../shared/domain/registration-form/file-answer.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { paths } from '../../../shared/site/paths.ts'
import { formatsIn } from '../../../shared/texts/formats.ts'
import { textsIn } from '../../../shared/texts/texts.ts'
import { hiddenField, postForm, submitButton } from '../../../shared/views/form/form.ts'
import { badge, notice } from '../../../shared/views/page/notice.ts'
import type { FileLine } from './uploaded-files.ts'

/** The files of a registration, with its personal link and the event's time zone. */
export interface FilesModel {
  readonly token: string
  readonly timeZone: string
  readonly files: readonly FileLine[]
}

/** What to say about a file that was refused. */
const refusal = ({ language }: PageContext): { readonly title: string; readonly body: string } => {
  const { title, body } = textsIn(language).registration.files.refused
  return { title, body: body({ characters: longestFileName }) }
}

const dotted = fileEndings.map((ending) => `.${ending}`)

/** Says what became of a file just sent. */
export const arrivedNotice = (context: PageContext, files: readonly FileLine[]): Html | '' => {
  const { registration, site } = textsIn(context.language)
  const { files: texts } = registration
  const line = files.find(({ arrived }) => arrived !== undefined)
  if (line?.answer === undefined) return ''
  return line.answer.state === 'kept' && line.refused === undefined
    ? notice('success', { title: texts.arrived({ label: line.question.label }), live: true })
    : notice('danger', {
        ...refusal(context),
        title: site.labelled({ label: line.question.label, value: texts.refused.title }),
        live: true,
      })
}

const stateOf = (context: PageContext, { question, answer }: FileLine, timeZone: string): Html => {
  const { language } = context
  const { files: texts } = textsIn(language).registration
  const { bytes, moment, zone } = formatsIn(language)
  if (answer === undefined)
    return html`<p>${question.required ? badge(texts.missing, 'warning') : html`<span class="muted">${texts.none}</span>`}</p>`
  if (answer.state === 'refused') return notice('danger', refusal(context))
  const { name, size, storedAt } = answer
  return html`<p>${badge(texts.received, 'success')} ${texts.kept({ name, size: bytes(size), moment: `${moment(storedAt, timeZone)} (${zone(storedAt, timeZone)})` })}</p>`
}

// S3 ignores fields after the file. Its error pages are not ours, so the browser checks here whatever it can.
const uploadForm = (context: PageContext, form: UploadForm, answer: FileAnswer | undefined, id: string): Html => {
  const { files: texts } = textsIn(context.language).registration
  return html`<form method="post" action="${form.action}" enctype="multipart/form-data" class="form" data-once>
${Object.entries(form.fields).map(([name, value]) => hiddenField(name, value))}
<div class="field"><label for="${id}">${answer === undefined ? texts.choose : texts.chooseOther}</label>
<input id="${id}" name="file" type="file" accept="${dotted.join(',')}" required aria-describedby="files-lead ${id}-title" data-largest="${fileBytes.max}" data-too-large="${texts.tooLarge({ megabytes: largestFileMegabytes })}"></div>
${submitButton(texts.send, { look: 'quiet' })}</form>`
}

const removeForm = (context: PageContext, token: string, { question: { id, label }, arrived }: FileLine): Html => {
  const { files: texts } = textsIn(context.language).registration
  return postForm(
    context,
    html`${arrived === undefined ? '' : hiddenField('sent', arrived)}<button class="button button-danger" type="submit" aria-label="${texts.removeFor({ label })}">${texts.remove}</button>`,
    { action: paths.registrationFileRemove.to({ token, question: id }) },
  )
}

/** One file per question: what was sent, and how to send or remove it. Empty if an event asks for no files. */
export const filesSection = (context: PageContext, { token, timeZone, files }: FilesModel): Html | '' => {
  if (files.length === 0) return ''
  const { registration, site } = textsIn(context.language)
  const { files: texts } = registration
  const open = files.some(({ form }) => form !== undefined)
  return html`<section class="section" aria-labelledby="files"><h2 id="files">${texts.title}</h2>
<div class="stack">${open ? html`<p class="muted" id="files-lead">${texts.lead({ endings: formatsIn(context.language).anyOf(dotted), megabytes: largestFileMegabytes })} ${texts.hour({ hours: uploadHours })}</p>` : ''}
${files.map((line, index) => {
  const { question, answer, form, closed = false } = line
  const id = `file-${index + 1}`
  return html`<div class="panel stack"><h3 id="${id}-title">${question.label}${question.required ? '' : html` <span class="optional">${site.form.optional}</span>`}</h3>
${question.help === undefined ? '' : html`<p class="hint">${question.help}</p>`}
${stateOf(context, line, timeZone)}
${closed ? html`<p class="muted">${registration.upTo.answers.answersClosed}</p>` : ''}
${form === undefined ? '' : uploadForm(context, form, answer, id)}
${form === undefined || answer === undefined ? '' : removeForm(context, token, line)}</div>`
})}</div></section>`
}
