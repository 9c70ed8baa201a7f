import { durationBounds } from '../domain/basics/duration.ts'
import type { FieldProblem } from '../domain/basics/field-problem.ts'
import type { Texts } from './texts.ts'

/** How sentences refer to a field. */
export interface FieldWords {
  /** The label of its control: `Your name`. */
  readonly label: string
  /** The subject of a sentence about it, if not the label: `Your answer to “Do you eat meat?”` */
  readonly subject?: string
  /** What to do when it was left empty: `Enter your name`. */
  readonly missing?: string
  /** The part of the form it belongs to, where several are alike: `Session 2`. */
  readonly part?: string
}

type Says = string | ((given: { readonly field: string; readonly limit: number; readonly options: string }) => string)
type Sentences = Readonly<Record<keyof Texts['problems'], Says>>

const durations = ({ durationRange }: Texts): string => {
  const { minutes, hours, days } = durationBounds
  return durationRange({
    minutesFrom: minutes.min,
    minutesTo: minutes.max,
    hoursFrom: hours.min,
    hoursTo: hours.max,
    daysFrom: days.min,
    daysTo: days.max,
  })
}

/** What a sentence lists, or a bound that it gives other than as a number with separators. */
const listed = (texts: Texts, { code, limit = 0, options = [] }: FieldProblem): string => {
  if (code === 'duration') return durations(texts)
  return code === 'too-early' ? String(limit) : options.join(', ')
}

const wasLeftEmpty = ({ code, limit = 0 }: FieldProblem): boolean =>
  code === 'required' || code === 'consent' || (code === 'too-few-choices' && limit <= 1)

/** What is wrong with a field, and what to do about it; `own` overrides the general sentences. */
const sentence = (texts: Texts, problem: FieldProblem, subject: string, own: Partial<Sentences> = {}): string => {
  const { code, limit = 0, items = false } = problem
  const all: Sentences = { ...texts.problems, ...own }
  const says = all[code === 'too-long' && items ? 'too-many' : code]
  if (typeof says === 'string') return says
  return says({ field: subject, limit, options: listed(texts, problem) })
}

/** A problem in a form. `line` is the number of the line it is about, from 1, in a control with one item per line. */
export interface FormProblem extends FieldProblem {
  readonly line?: number
}

/** A problem in the words of a form: names the field and the way out. */
export const sayProblem = (texts: Texts, problem: FormProblem, { label, subject = label, missing, part }: FieldWords): string => {
  const { inLine, inPart } = texts.site.form
  const said = missing !== undefined && wasLeftEmpty(problem) ? missing : sentence(texts, problem, subject)
  const inItsLine = problem.line === undefined ? said : inLine({ line: problem.line, text: said })
  return part === undefined ? inItsLine : inPart({ part, text: inItsLine })
}

/** A problem in the words of the API: fields by path, values as in JSON. */
export const sayApiProblem = (texts: Texts, problem: FieldProblem): string =>
  sentence(texts, problem, problem.field === '' ? 'body' : problem.field, texts.apiProblems)
