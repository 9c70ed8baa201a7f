import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import * as z from 'zod'
import { holidayCountries } from '../shared/domain/calendar/holiday-countries.ts'

// npm run holidays: writes shared/domain/calendar/holiday-table.ts anew. The library is large, so nothing else needs it.

const years = { first: 2022, last: 2036 }

const holidaySchema = z.object({ date: z.string(), start: z.date(), end: z.date(), name: z.string(), type: z.string() })

interface Holidays {
  getHolidays(year: number): unknown
}
type HolidaysOf = new (country: string) => Holidays
const librarySchema = z.object({ default: z.custom<HolidaysOf>((value) => typeof value === 'function') })

const dayMs = 86_400_000

/** The days of a holiday; some last two. Those that end on the evening after, as in some countries, last one. */
const daysOf = ({ date, start, end }: z.infer<typeof holidaySchema>): readonly string[] => {
  const count = Math.max(1, Math.round((end.getTime() - start.getTime()) / dayMs))
  return Array.from({ length: count }, (_, index) => new Date(Date.parse(date.slice(0, 10)) + index * dayMs).toISOString().slice(0, 10))
}

/** Each holiday of a country with its days: a month and day if it is the same every year, else the dates. */
const rowsOf = (Library: HolidaysOf, country: string): string => {
  const days = new Map<string, readonly string[]>()
  for (let year = years.first; year <= years.last; year++) {
    for (const holiday of z.array(holidaySchema).parse(new Library(country).getHolidays(year))) {
      const name = holiday.name.replace(/ \(.*\)$/, '')
      if (holiday.type === 'public') days.set(name, [...(days.get(name) ?? []), ...daysOf(holiday)])
    }
  }
  const rows = [...days].map(([name, dates]) => {
    const unique = [...new Set(dates)].toSorted()
    const [yearly, ...others] = new Set(unique.map((day) => day.slice(5)))
    const everyYear = others.length === 0 && unique.length === years.last - years.first + 1
    return `${name}=${everyYear ? yearly : unique.join(',')}`
  })
  return rows.join(';')
}

const [, , library] = process.argv
if (library === undefined) throw new Error('say where date-holidays is, as npm run holidays does')
const { default: Library } = librarySchema.parse(await import(pathToFileURL(resolve(library, 'src/index.js')).href))
const rows = holidayCountries.map((country) => `  ${country}: ${JSON.stringify(rowsOf(Library, country))},`)
writeFileSync(
  resolve(import.meta.dirname, '../shared/domain/calendar/holiday-table.ts'),
  `// Made by "npm run holidays" from date-holidays (ISC; its data: CC BY 3.0).

/** The public holidays of whole countries from ${years.first} to ${years.last}: name=days, with the day of every year or all dates. */
export const holidayTable: Readonly<Record<string, string>> = {
${rows.join('\n')}
}
`,
)
