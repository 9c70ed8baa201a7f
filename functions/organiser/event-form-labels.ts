import type { FieldProblem } from '../../shared/domain/problem.ts'
import type { Texts } from '../../shared/texts/texts.ts'
import { formField } from './event-form.ts'

type LabelledField = Exclude<keyof Texts['eventForm'], 'session' | 'removeSession' | 'inLine'>

const labelled = (texts: Texts): Readonly<Record<string, string>> => {
  const { session: _, removeSession: __, inLine: ___, ...labels } = texts.eventForm
  return labels satisfies Record<LabelledField, string>
}

/** The label of a control of the event form, by its name or by the path of a problem: `sessions.0.end` is `Session 1, End`. */
export const eventFormLabel = (texts: Texts, path: string): string => {
  const [first = '', index, control] = formField(path).split('.')
  const labels = labelled(texts)
  return control === undefined
    ? (labels[first] ?? first)
    : `${texts.eventForm.session(Number(index) + 1)}, ${labels[control] ?? control}`
}

/** What is wrong, in the reader's language. */
export const problemMessage = (texts: Texts, problem: FieldProblem): string => {
  const say: (limit: number, options: readonly string[]) => string = texts.problems[problem.code]
  return say(problem.limit ?? 0, problem.options ?? [])
}
