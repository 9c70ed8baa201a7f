import type { UploadForm } from '../../../shared/domain/registration-form/file-answer.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import { type Form, hiddenField, problemText, submitButton } from '../../../shared/views/form/form.ts'

interface Upload {
  readonly form: UploadForm
  readonly title: string
  /** What may be sent. */
  readonly hint: string
  /** Accepted filename extensions, with their dots. */
  readonly accepted: readonly string[]
  readonly largestBytes: number
  readonly tooLarge: string
  /** Whether something else on the page is to be done first. */
  readonly isSecondary: boolean
}

// S3 ignores fields after the file. Its error pages are not ours, so the browser checks here whatever it can.
/** The form that sends a file from the browser to the bucket; what is wrong with the last one sent is a problem of the field `file`. */
export const uploadSection = (form: Form, upload: Upload): Html => {
  const { attachments: words } = form.texts
  const problem = problemText(form, 'file')
  return html`<section class="section stack" aria-labelledby="choose"><h2 id="choose">${upload.title}</h2>
<p class="hint" id="file-hint">${upload.hint}</p>
<form method="post" action="${upload.form.action}" enctype="multipart/form-data" class="form" data-once>
${Object.entries(upload.form.fields).map(([name, value]) => hiddenField(name, value))}
<div class="${problem === undefined ? 'field' : 'field field-wrong'}"><label for="file">${words.file}</label>
${problem === undefined ? '' : html`<p class="field-error" id="file-error">${problem}</p>`}
<input id="file" name="file" type="file" accept="${upload.accepted.join(',')}" required aria-describedby="file-hint${problem === undefined ? '' : ' file-error'}"${problem === undefined ? '' : html` aria-invalid="true"`} data-largest="${upload.largestBytes}" data-too-large="${upload.tooLarge}"></div>
<p class="actions">${submitButton(words.send, { look: upload.isSecondary ? 'quiet' : 'main' })}</p></form></section>`
}
