import type { FieldProblem } from '../../../shared/domain/basics/field-problem.ts'
import { type Html, html } from '../../../shared/site/html.ts'
import { sayProblem } from '../../../shared/texts/field-words.ts'
import type { Texts } from '../../../shared/texts/texts.ts'
import { notice } from '../../../shared/views/page/notice.ts'
import { eventFormWords } from '../event-form/form-words.ts'

/** What is wrong with fields of an event that have no control on the page. */
export const otherProblems = (texts: Texts, title: string, problems: readonly FieldProblem[]): Html | '' =>
  problems.length === 0
    ? ''
    : notice('danger', {
        title,
        live: true,
        body: html`<ul>${problems.map((problem) => html`<li>${sayProblem(texts, problem, eventFormWords(texts, problem.field))}</li>`)}</ul>`,
      })
