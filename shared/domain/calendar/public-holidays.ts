import { daysLater } from '../basics/wall-time.ts'
import { holidayTable } from './holiday-table.ts'

/** A public holiday of a whole country, by its name there. */
export interface Holiday {
  readonly country: string
  readonly name: string
}

const named = new Map<string, ReadonlyMap<string, string>>()

/** The names of a country's holidays by date, or by month and day if they are the same every year. */
const namesIn = (country: string): ReadonlyMap<string, string> => {
  const known = named.get(country)
  if (known !== undefined) return known
  const rows = (holidayTable[country] ?? '').split(';').map((row) => row.split('='))
  const names = new Map(rows.flatMap(([name = '', days = '']) => days.split(',').map((day): [string, string] => [day, name])))
  named.set(country, names)
  return names
}

/** The public holidays of these whole countries, not of regions, on a day such as 2022-04-18. */
export const holidaysOn = (day: string, countries: readonly string[]): readonly Holiday[] =>
  countries.flatMap((country) => {
    const names = namesIn(country)
    const name = names.get(day) ?? names.get(day.slice(5))
    return name === undefined ? [] : [{ country, name }]
  })

interface Span {
  readonly start: string
  readonly end: string
}

/** The days of an event that are public holidays in one of these countries. */
export const holidaysByDay = (
  { start, end }: Span,
  countries: readonly string[],
): readonly { readonly day: string; readonly holidays: readonly Holiday[] }[] => {
  const found: { day: string; holidays: readonly Holiday[] }[] = []
  for (let at = start; at.slice(0, 10) <= end.slice(0, 10); at = daysLater(at, 1)) {
    const day = at.slice(0, 10)
    const holidays = holidaysOn(day, countries)
    if (holidays.length > 0) found.push({ day, holidays })
  }
  return found
}

/** The public holidays of these countries during an event. */
export const holidaysDuring = (span: Span, countries: readonly string[]): readonly Holiday[] =>
  holidaysByDay(span, countries).flatMap(({ holidays }) => holidays)
