import { largestGroup } from '../../../shared/domain/registration/group.ts'
import type { RegistrationForm } from '../../../shared/domain/registration-form/form.ts'
import { answersIn } from '../registration-form/answers-in-form.ts'

/** Values of the submit buttons, which share the name `action`. */
export const groupActions = { register: 'register', add: 'add-person', remove: (index: number) => `remove-person.${index}` } as const

/** A form about a group; its people's controls are named `people.0.name` and so on, up to `count`. */
export interface GroupForm {
  readonly form: URLSearchParams
  readonly count: number
}

const control = /^people\.(\d{1,3})\.(.*)$/

const rowOf = (name: string): number | undefined => {
  const row = control.exec(name)?.[1]
  return row === undefined ? undefined : Number(row)
}

const rowsIn = (form: URLSearchParams): readonly number[] =>
  [...new Set([...form.keys()].flatMap((name) => rowOf(name) ?? []))].sort((one, other) => one - other)

/** The rows that are not blank. */
const filledRows = (form: URLSearchParams): ReadonlySet<number> =>
  new Set([...form].flatMap(([name, value]) => (value.trim() === '' ? [] : (rowOf(name) ?? []))))

/** The form with only these rows, numbered from 0. */
const withRows = (form: URLSearchParams, rows: readonly number[]): GroupForm => {
  const places = new Map(rows.map((row, at) => [row, at]))
  const fields = [...form].flatMap(([name, value]): [string, string][] => {
    const [, row, rest] = control.exec(name) ?? []
    if (row === undefined) return [[name, value]]
    const at = places.get(Number(row))
    return at === undefined ? [] : [[`people.${at}.${rest}`, value]]
  })
  return { form: new URLSearchParams(fields), count: rows.length }
}

/** The form to check: blank rows are left out, but at least one stays. */
export const groupForm = (form: URLSearchParams): GroupForm => {
  const rows = rowsIn(form)
  const written = filledRows(form)
  // One more than allowed is enough to report that.
  const filled = rows.filter((row) => written.has(row)).slice(0, largestGroup + 1)
  return withRows(form, filled.length === 0 ? rows.slice(0, 1) : filled)
}

/** The form after "Add a person" or "Remove this person", to be shown again; undefined if it is to be sent. `focus` is a row. */
export const rearrangedGroup = (form: URLSearchParams): (GroupForm & { readonly focus: number }) | undefined => {
  const action = form.get('action')
  const rows = rowsIn(form)
  if (action === groupActions.add) {
    const count = Math.min(rows.length + 1, largestGroup)
    return { ...withRows(form, rows), count, focus: count - 1 }
  }
  const removed = rows.find((row) => action === groupActions.remove(row))
  if (removed === undefined || rows.length === 1) return undefined
  const left = withRows(
    form,
    rows.filter((row) => row !== removed),
  )
  return { ...left, focus: Math.max(0, rows.indexOf(removed) - 1) }
}

const filledFields = (form: URLSearchParams, names: readonly string[], prefix = ''): Record<string, string> =>
  Object.fromEntries(
    names.flatMap((name): [string, string][] => {
      const value = form.get(prefix + name) ?? ''
      return value.trim() === '' ? [] : [[name, value]]
    }),
  )

/** The form's input for `groupRegistrationInputSchema` and the event's questions. */
export const groupIn = ({ form, count }: GroupForm, asked: RegistrationForm): object => ({
  ...filledFields(form, ['registeredBy', 'organisation', 'country', 'role']),
  ...(form.has('consent') ? { consent: true } : {}),
  people: Array.from({ length: count }, (_, index) => {
    const prefix = `people.${index}.`
    return { ...filledFields(form, ['name', 'email'], prefix), ...answersIn(form, asked, prefix) }
  }),
})
