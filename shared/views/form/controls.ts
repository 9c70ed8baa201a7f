import { isoFrom } from '../../texts/written-date.ts'
import { asPart, firstPart, partsOf } from './comma-list.ts'

/** The row numbers of a part of the form, in the desired order. */
export type RowsOf = (part: string) => readonly number[]

/** How a form represents an event field: what its control holds, and the value that means. */
export interface Control<Value, Held> {
  /** What the control holds in a submitted form. */
  read(form: URLSearchParams, name: string, rowsOf: RowsOf): Held
  /** The value it means, for the schema to check; empty text for none. */
  say(held: Held): unknown
  /** What it holds for a value of the field, or for none. */
  show(value: Value | undefined): Held
}

type Controls = Readonly<Record<string, Control<unknown, unknown>>>

/** A control for each field. */
export type ControlsFor<Values> = { readonly [Name in keyof Values]-?: Control<Exclude<Values[Name], undefined>, unknown> }

/** What controls hold, by name. */
export type HeldIn<Table> = { readonly [Name in keyof Table]: Table[Name] extends Control<infer _, infer Held> ? Held : never }

/** The values that controls can show. */
export type ShownBy<Table> = {
  readonly [Name in keyof Table]?: Table[Name] extends Control<infer Value, infer _> ? Value | undefined : never
}

/** What controls hold in a submitted form. */
export function readAll<Table extends Controls>(table: Table, form: URLSearchParams, rowsOf: RowsOf, prefix?: string): HeldIn<Table>
export function readAll(table: Controls, form: URLSearchParams, rowsOf: RowsOf, prefix = ''): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(table).map(([name, control]) => [name, control.read(form, prefix + name, rowsOf)]))
}

/** What controls hold for these values. */
export function showAll<Table extends Controls>(table: Table, values: ShownBy<Table>): HeldIn<Table>
export function showAll(table: Controls, values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(table).map(([name, control]) => [name, control.show(values[name])]))
}

/** The values that controls mean, without empty ones. */
export const sayAll = (table: Controls, held: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  withoutEmpty(Object.fromEntries(Object.entries(table).map(([name, control]) => [name, control.say(held[name])])))

/** An object without its empty texts. */
export const withoutEmpty = (object: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== ''))

/** The text of a control, with line ends as the schema expects. */
export const textIn = (form: URLSearchParams, name: string): string => (form.get(name) ?? '').replaceAll('\r\n', '\n').trim()

/** The non-blank lines of a text. */
export const filledLines = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

export const text: Control<string, string> = { read: textIn, say: (held) => held, show: (value = '') => value }

export const wallTime: Control<string, string> = {
  ...text,
  read: (form, name) => isoFrom(textIn(form, name)),
}

export const wholeNumber: Control<number, string> = {
  read: textIn,
  say: (held) => (/^\d{1,9}$/.test(held) ? Number(held) : held),
  show: (value) => (value === undefined ? '' : String(value)),
}

/** A checkbox: `true` if ticked, otherwise empty. */
export const ticked: Control<boolean, string> = {
  read: textIn,
  say: (held) => held === 'true',
  show: (value) => (value === true ? 'true' : ''),
}

/** One item per line. */
export const lineList: Control<readonly string[], string> = {
  read: textIn,
  say: filledLines,
  show: (value = []) => value.join('\n'),
}

/** Items separated by commas. */
export const commaList: Control<readonly string[], string> = {
  read: textIn,
  say: partsOf,
  show: (value = []) => value.map(asPart).join(', '),
}

interface Speaker {
  readonly name: string
  readonly organisation?: string | undefined
}

const speakerIn = (line: string): unknown => {
  const { part, rest } = firstPart(line)
  return withoutEmpty({ name: part, organisation: rest })
}

const asLine = ({ name, organisation }: Speaker): string => (organisation === undefined ? asPart(name) : `${asPart(name)}, ${organisation}`)

/** One speaker per line: `Name, Organisation`. */
export const speakerLines: Control<readonly Speaker[], string> = {
  read: textIn,
  say: (held) => filledLines(held).map(speakerIn),
  show: (value = []) => value.map(asLine).join('\n'),
}

interface Room {
  readonly name: string
  readonly capacity?: number | undefined
}

/** A line without the number at its end, if it has one after a comma. */
const beforePlaces = (line: string): { readonly name: string; readonly places?: number } => {
  const comma = line.lastIndexOf(',')
  const last = line.slice(comma + 1).trim()
  return comma >= 0 && /^\d{1,9}$/.test(last) ? { name: line.slice(0, comma).trim(), places: Number(last) } : { name: line }
}

const roomIn = (line: string): unknown => {
  const { name, places } = beforePlaces(line)
  const { part, rest } = firstPart(name)
  const isQuoted = name.startsWith('"') && rest === ''
  return withoutEmpty({ name: isQuoted ? part : name, ...(places === undefined ? {} : { capacity: places }) })
}

const roomLine = ({ name, capacity }: Room): string => {
  const isAmbiguous = name.startsWith('"') || beforePlaces(name).places !== undefined
  const written = isAmbiguous ? `"${name.replaceAll('"', '""')}"` : name
  return capacity === undefined ? written : `${written}, ${capacity}`
}

/** One room per line: `Name, places`. A name in double quotes may end in a number. */
export const roomLines: Control<readonly Room[], string> = {
  read: textIn,
  say: (held) => filledLines(held).map(roomIn),
  show: (value = []) => value.map(roomLine).join('\n'),
}

/** One speaker: `Name, Organisation`. */
export const oneSpeaker: Control<Speaker, string> = {
  read: textIn,
  say: (held) => (held === '' ? '' : speakerIn(held)),
  show: (value) => (value === undefined ? '' : asLine(value)),
}

/**
 * Several items of one kind, each with its own controls: `sessions.0.title`. A row counts as blank, and is left out, if it holds only
 * what a new row starts with.
 */
export const rows = <Table extends Controls>(
  table: Table,
  given: readonly (keyof Table)[],
): Control<readonly ShownBy<Table>[], readonly HeldIn<Table>[]> => ({
  read: (form, part, rowsOf) =>
    rowsOf(part)
      .map((row) => readAll(table, form, rowsOf, `${part}.${row}.`))
      .filter((held) => Object.entries(held).some(([name, value]) => value !== '' && !given.includes(name))),
  say: (held) => held.map((row) => sayAll(table, row)),
  show: (value = []) => value.map((each) => showAll(table, each)),
})

/** The rows of a form, in their current order. */
export const allRows =
  (form: URLSearchParams): RowsOf =>
  (part) => {
    const indexes = [...form.keys()].flatMap((name) => new RegExp(`^${part}\\.(\\d{1,4})\\.`).exec(name)?.[1] ?? [])
    return [...new Set(indexes.map(Number))].sort((one, other) => one - other)
  }
