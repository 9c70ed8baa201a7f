import { allRows } from '../../../shared/views/form/controls.ts'
import { blankHold, type EventFormValues, valuesWith } from './form-values.ts'
import { blankQuestion } from './question-values.ts'

/** Values of the submit buttons, which share the name `action`. */
export const formActions = {
  save: 'save',
  /** Shows the form with what is posted, and saves nothing. */
  look: 'look',
  addHold: 'add-hold',
  removeHold: (index: number) => `remove-hold.${index}`,
  addQuestion: 'add-question',
  removeQuestion: (index: number) => `remove-question.${index}`,
  moveQuestion: (index: number) => `move-question.${index}`,
} as const

/** The parts of the form that have rows, each with the button that removes one. */
const removals = { holds: formActions.removeHold, questions: formActions.removeQuestion } as const
type Part = keyof typeof removals
const parts: readonly Part[] = ['holds', 'questions']

interface Rearranged {
  readonly values: EventFormValues
  /** Id of the part of the form to focus: a new row, or all of them; none where nothing has moved. */
  readonly focus?: string
}

const withQuestion = (values: EventFormValues): Rearranged => ({
  values: { ...values, questions: [...values.questions, blankQuestion] },
  focus: `questions.${values.questions.length}`,
})

const withHold = (values: EventFormValues): Rearranged => ({
  values: { ...values, holds: [...values.holds, blankHold] },
  focus: `holds.${values.holds.length}`,
})

const additions: Readonly<Record<string, (values: EventFormValues) => Rearranged>> = {
  [formActions.addQuestion]: withQuestion,
  [formActions.addHold]: withHold,
}

const movedUp = (rows: readonly number[], moved: number): readonly number[] => {
  const at = rows.indexOf(moved)
  return [...rows.slice(0, at - 1), moved, ...rows.slice(at - 1, at), ...rows.slice(at + 1)]
}

/** The form after a button that adds, removes or moves something, to be shown again without saving; undefined if it is to be saved. */
export const rearranged = (form: URLSearchParams): Rearranged | undefined => {
  const action = form.get('action') ?? formActions.save
  const rowsOf = allRows(form)
  const add = Object.hasOwn(additions, action) ? additions[action] : undefined
  if (add !== undefined) return add(valuesWith(form, rowsOf))
  if (action === formActions.look) return { values: valuesWith(form, rowsOf) }
  const withRows = (part: Part, rows: readonly number[]): Rearranged => ({
    values: valuesWith(form, (each) => (each === part ? rows : rowsOf(each))),
    focus: part,
  })
  for (const part of parts) {
    const removed = rowsOf(part).find((row) => action === removals[part](row))
    if (removed !== undefined)
      return withRows(
        part,
        rowsOf(part).filter((row) => row !== removed),
      )
  }
  const questions = rowsOf('questions')
  const moved = questions.slice(1).find((row) => action === formActions.moveQuestion(row))
  return moved === undefined ? undefined : withRows('questions', movedUp(questions, moved))
}
