import type * as z from 'zod'
import { type Html, html } from '../../site/html.ts'
import type { PageContext } from '../../site/page-context.ts'
import { type FieldWords, type FormProblem, sayProblem } from '../../texts/field-words.ts'
import type { Texts } from '../../texts/texts.ts'

/** What was entered into a form, by field name as posted; several values for groups of checkboxes. */
export type FormValues = Readonly<Record<string, string | readonly string[] | undefined>>

/** A form being shown: the schema that checks it, what has been entered so far and what is wrong with it. */
export interface Form {
  readonly texts: Texts
  /** The fields' rules (required, maximum length) are read from it. */
  readonly schema: z.core.$ZodType
  readonly values: FormValues
  readonly problems: readonly FormProblem[]
  /** The words for a field, by its name such as `sessions.0.title`; for its control and the sentences about it. */
  readonly wordsOf: (field: string) => FieldWords
}

const said = ({ texts, wordsOf }: Form, problem: FormProblem): string => sayProblem(texts, problem, wordsOf(problem.field))

/** What is wrong with a field, in the reader's language, if anything. */
export const problemText = (form: Form, field: string): string | undefined => {
  const problem = form.problems.find((each) => each.field === field)
  return problem === undefined ? undefined : said(form, problem)
}

/** The list of all problems at the top of a form, each linked to its field; empty without problems. Takes the focus if scripts run. */
export const errorSummary = (form: Form): Html | '' =>
  form.problems.length === 0
    ? ''
    : html`<div class="error-summary" role="alert" tabindex="-1" data-focus aria-labelledby="error-summary-title">
<h2 id="error-summary-title">${form.texts.site.form.problemsTitle}</h2>
<ul>${form.problems.map((problem) =>
        problem.field === ''
          ? html`<li>${said(form, problem)}</li>`
          : html`<li><a href="#${problem.field}">${said(form, problem)}</a></li>`,
      )}</ul>
</div>`

export const hiddenField = (name: string, value: string): Html => html`<input type="hidden" name="${name}" value="${value}">`

/** A button that posts its form, or posts to `action`. `quiet` is a secondary choice, `danger` undoes or ends something; `needsProof` waits for `show-widget.ts`. */
export const submitButton = (
  label: string,
  options: {
    readonly look?: 'main' | 'quiet' | 'danger'
    readonly name?: string
    readonly value?: string
    readonly action?: string
    readonly needsProof?: boolean
    /** Shows the answer in a new tab, beside the form. */
    readonly newTab?: boolean
  } = {},
): Html =>
  html`<button class="button ${options.look === undefined || options.look === 'main' ? '' : `button-${options.look}`}" type="submit"${
    options.name === undefined ? '' : html` name="${options.name}" value="${options.value ?? ''}"`
  }${options.action === undefined ? '' : html` formaction="${options.action}"`}${options.needsProof === true ? html` data-needs-proof` : ''}${options.newTab === true ? html` formtarget="_blank"` : ''}>${label}</button>`

/** A form that posts, to its own page unless `action` is given. Staff forms include the session's CSRF token. */
export const postForm = (
  context: PageContext,
  body: Html | readonly (Html | '')[],
  options: {
    readonly action?: string
    readonly id?: string
    /** Value of the `action` that shows the form again with what is posted, for `keep-typed.ts`. */
    readonly keeps?: string
  } = {},
): Html =>
  html`<form method="post"${options.action === undefined ? '' : html` action="${options.action}"`}${options.id === undefined ? '' : html` id="${options.id}"`}${options.keeps === undefined ? '' : html` data-keeps="${options.keeps}"`} class="form" novalidate data-once>
${context.staff === undefined ? '' : hiddenField('csrf', context.staff.csrf)}${body}</form>`

/** The page title of a form: says first that something is wrong, since screen readers read it first. */
export const formTitle = (form: Form, title: string): string =>
  form.problems.length === 0 ? title : form.texts.site.labelled({ label: form.texts.site.form.problemPrefix, value: title })
