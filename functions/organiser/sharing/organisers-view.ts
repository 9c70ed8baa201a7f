import * as z from 'zod'
import { emailAddressSchema } from '../../../shared/domain/basics/email-address.ts'
import type { FieldProblem } from '../../../shared/domain/basics/field-problem.ts'
import type { Event } from '../../../shared/domain/event/event.ts'
import { mayShare, type Staff } from '../../../shared/domain/who-may.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { paths } from '../../../shared/site/paths.ts'
import type { FieldWords } from '../../../shared/texts/field-words.ts'
import { type Texts, textsIn } from '../../../shared/texts/texts.ts'
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
import { brokenAddress } from '../../../shared/views/page/email-address.ts'
import { layout } from '../../../shared/views/page/layout.ts'
import { notice } from '../../../shared/views/page/notice.ts'

/** The page's two forms, which have a field each. */
const bothForms = z.strictObject({ email: emailAddressSchema, newOwner: emailAddressSchema })

/** Somebody who organises an event; without a name, they have not signed in for a long time. */
interface Organiser {
  readonly subject: string
  readonly owns: boolean
  readonly name?: string
  readonly email?: string
}

export interface OrganisersModel {
  readonly event: Pick<Event, 'slug' | 'title' | 'owner'>
  /** Who reads the page. */
  readonly staff: Staff
  readonly organisers: readonly Organiser[]
  readonly values: FormValues
  readonly problems: readonly FieldProblem[]
  readonly notice?: keyof Texts['sharing']['notices']
}

const row = (context: PageContext, { sharing }: Texts, { event, staff }: OrganisersModel, organiser: Organiser): Html => {
  const { subject, owns, name = sharing.unknown, email } = organiser
  const isReader = subject === staff.subject
  const may = !owns && (isReader || mayShare(staff, event))
  const remove = postForm(
    context,
    html`${hiddenField('subject', subject)}<button class="button button-quiet" type="submit">${
      isReader ? sharing.leave : html`${sharing.remove}<span class="visually-hidden"> ${name}</span>`
    }</button>`,
    { action: paths.removeOrganiser.to(event) },
  )
  return html`<li class="panel"><p><strong>${name}</strong>${isReader ? html` (${sharing.you})` : ''}<br>${owns ? sharing.owner : sharing.coOrganiser}${
    email === undefined ? '' : html`<br><span class="muted">${brokenAddress(email)}</span>`
  }</p>${may ? remove : ''}</li>`
}

const forms = (context: PageContext, form: Form, { event }: OrganisersModel): Html => {
  const { sharing } = form.texts
  return html`<section class="section stack" aria-labelledby="add"><h2 id="add">${sharing.add}</h2>
${postForm(context, [textField(form, { name: 'email', type: 'email', hint: sharing.hint }), submitButton(sharing.share)], {
  action: paths.eventOrganisers.to(event),
})}</section>
<section class="section stack" aria-labelledby="hand-over"><h2 id="hand-over">${sharing.handOver}</h2><p>${sharing.handOverText}</p>
${postForm(
  context,
  [textField(form, { name: 'newOwner', type: 'email', hint: sharing.hint }), submitButton(sharing.handOverConfirm, { look: 'quiet' })],
  { action: paths.handOverEvent.to(event) },
)}</section>`
}

/** Who organises an event, and how to share it or hand it over. */
export const organisersView = (context: PageContext, model: OrganisersModel): Html => {
  const texts = textsIn(context.language)
  const { sharing } = texts
  const { event, staff, values, problems } = model
  const words = new Map<string, FieldWords>([
    ['newOwner', { ...texts.fields.email, label: sharing.newOwner }],
    ['email', { ...texts.fields.email, label: sharing.email }],
  ])
  const wordsOf = (field: string): FieldWords => words.get(field) ?? { label: sharing.coOrganisers }
  const form: Form = { schema: bothForms, texts, values, problems, wordsOf }
  return layout(context, {
    title: formTitle(form, texts.site.labelled({ label: sharing.title, value: event.title })),
    main: html`<div class="wrap narrow stack"><p class="back"><a href="${paths.manageEvent.to(event)}">${event.title}</a></p>
<h1>${sharing.title}</h1>
${model.notice === undefined ? '' : notice('success', { title: sharing.notices[model.notice], live: true })}${errorSummary(form)}
<p class="intro">${sharing.lead}</p>
<ul class="plain-list stack">${model.organisers.map((each) => row(context, texts, model, each))}</ul>
${mayShare(staff, event) ? forms(context, form, model) : ''}</div>`,
  })
}
