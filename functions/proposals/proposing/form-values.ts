import { network } from '../../../shared/domain/basics/network.ts'
import type { ProposalInput } from '../../../shared/domain/proposal/input.ts'
import {
  allRows,
  type ControlsFor,
  type HeldIn,
  lineList,
  type RowsOf,
  readAll,
  rows,
  sayAll,
  showAll,
  text,
  wallTime,
} from '../../../shared/views/form/controls.ts'
import type { FormValues } from '../../../shared/views/form/form.ts'

const dateControls = { start: wallTime, end: wallTime } satisfies ControlsFor<ProposalInput['preferredDates'][number]>
type DateValues = HeldIn<typeof dateControls>

/** The most dates that a form offers, as the schema allows. */
export const mostDates = 6

/** The controls of fields that have exactly one. */
const controls = {
  title: text,
  aim: text,
  audience: text,
  kind: text,
  format: text,
  timeZone: text,
  partners: lineList,
  speakers: lineList,
  language: text,
  why: text,
} satisfies ControlsFor<Omit<ProposalInput, 'preferredDates' | 'topics'>>

const dateRows = rows(dateControls, [])
const blankDate: DateValues = { start: '', end: '' }

/** What the proposal form's controls hold, by control name. */
export interface ProposalFormValues extends HeldIn<typeof controls> {
  /** At least one row; the controls are named `preferredDates.0.start` and so on. */
  readonly preferredDates: readonly DateValues[]
  /** Ids of the ticked Topical Groups, and other topics. */
  readonly topics: readonly string[]
}

const atLeastOne = (dates: readonly DateValues[]): readonly DateValues[] => (dates.length === 0 ? [blankDate] : dates)

const valuesWith = (form: URLSearchParams, rowsOf: RowsOf): ProposalFormValues => ({
  ...readAll(controls, form, rowsOf),
  preferredDates: atLeastOne(dateRows.read(form, 'preferredDates', rowsOf)),
  topics: form.getAll('topics'),
})

/** The submitted values, for showing the form again: without blank dates. */
export const submittedValues = (form: URLSearchParams): ProposalFormValues => valuesWith(form, allRows(form))

/** The form's input, for the schema to check. */
export const inputFrom = (form: URLSearchParams): Readonly<Record<string, unknown>> => {
  const { preferredDates, topics, ...fields } = submittedValues(form)
  return { ...sayAll(controls, fields), preferredDates: dateRows.say(preferredDates), topics }
}

/** The form's values for changing a proposal. */
export const valuesOf = ({ preferredDates, topics, ...fields }: ProposalInput): ProposalFormValues => ({
  ...showAll(controls, fields),
  preferredDates: dateRows.show(preferredDates),
  topics,
})

/** Initial values for a new proposal. */
export const newValues = (): ProposalFormValues => ({
  ...showAll(controls, { kind: 'webinar', format: 'online', timeZone: network.timeZone, language: network.language }),
  preferredDates: [blankDate],
  topics: [],
})

/** The values of the controls as the form's fields show them. */
export const controlValues = ({ preferredDates, topics, ...fields }: ProposalFormValues): FormValues => ({
  ...fields,
  topics,
  ...Object.fromEntries(
    preferredDates.flatMap(({ start, end }, index) => [
      [`preferredDates.${index}.start`, start],
      [`preferredDates.${index}.end`, end],
    ]),
  ),
})

/** Values of the submit buttons, which share the name `action`. */
export const formActions = {
  send: 'send',
  addDate: 'add-date',
  removeDate: (index: number) => `remove-date.${index}`,
} as const

/** The form after a button that adds or removes a date, and the id of what to focus; undefined if it is to be sent. */
export const rearranged = (form: URLSearchParams): { readonly values: ProposalFormValues; readonly focus: string } | undefined => {
  const action = form.get('action')
  const all = allRows(form)
  if (action === formActions.addDate) {
    const values = submittedValues(form)
    const preferredDates = [...values.preferredDates, blankDate].slice(0, mostDates)
    return { values: { ...values, preferredDates }, focus: `preferredDates.${preferredDates.length - 1}` }
  }
  const removed = all('preferredDates').find((row) => action === formActions.removeDate(row))
  if (removed === undefined) return undefined
  const left = all('preferredDates').filter((row) => row !== removed)
  return { values: valuesWith(form, (part) => (part === 'preferredDates' ? left : all(part))), focus: 'preferredDates' }
}

/** The control for a problem's path: `partners.2` is reported at `partners`; without a first date, its start is missing. */
export const controlFor = (path: string): string => {
  if (path === 'preferredDates') return 'preferredDates.0.start'
  if (/^preferredDates\.\d+$/.test(path)) return `${path}.start`
  if (path.startsWith('preferredDates.')) return path
  return path.split('.')[0] ?? ''
}

/** The number, from 1, of the line that a problem's path is about. */
export const lineFor = (path: string): number | undefined => {
  const index = /^(?:partners|speakers)\.(\d+)$/.exec(path)?.[1]
  return index === undefined ? undefined : Number(index) + 1
}
