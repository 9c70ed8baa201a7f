/** How an entry of a calendar repeats, by days: the rules (RFC 5545 §3.3.10) that calendars of events have. */
export interface DayRule {
  readonly frequency: 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY'
  readonly interval: number
  readonly count: number | undefined
  /** As written: a day such as `20261231`, or a time on it. */
  readonly until: string | undefined
  /** Weekdays from Sunday (0); `place`: only the first (1), last (-1) … in the month or year, or 0 for all. */
  readonly byDay: readonly { readonly place: number; readonly weekday: number }[]
  readonly byMonthDay: readonly number[]
  readonly byMonth: readonly number[]
  readonly bySetPos: readonly number[]
  readonly weekStart: number
}

const weekdays = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA']
const frequencies = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const
// Whoever repeats every 1,000 years does not mean us.
const mostBetween = 1000
const mostValues = 62

const numbersIn = (text: string | undefined, most: number): readonly number[] | undefined => {
  if (text === undefined) return []
  const numbers = text.split(',').map(Number)
  const sound = numbers.every((each) => Number.isInteger(each) && each !== 0 && Math.abs(each) <= most)
  return sound && numbers.length <= mostValues ? numbers : undefined
}

const daysIn = (text: string | undefined): DayRule['byDay'] | undefined => {
  if (text === undefined) return []
  const days = text.split(',').map((each) => /^([+-]?\d{1,2})?(SU|MO|TU|WE|TH|FR|SA)$/.exec(each))
  return days.length > mostValues || days.some((each) => each === null)
    ? undefined
    : days.map((each) => ({ place: Number(each?.[1] ?? 0), weekday: weekdays.indexOf(each?.[2] ?? '') }))
}

const known = ['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'BYDAY', 'BYMONTHDAY', 'BYMONTH', 'BYSETPOS', 'WKST']

/** A rule as calendars write it; undefined for those by the hour, week or day of the year, and what is none. */
export const readDayRule = (text: string): DayRule | undefined => {
  const parts = new Map(text.split(';').map((part) => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)] as const))
  const frequency = frequencies.find((each) => each === parts.get('FREQ'))
  const [interval = 0, ...more] = numbersIn(parts.get('INTERVAL') ?? '1', mostBetween) ?? []
  const [count] = numbersIn(parts.get('COUNT'), Number.MAX_SAFE_INTEGER) ?? [0]
  const byDay = daysIn(parts.get('BYDAY'))
  const [byMonthDay, byMonth, bySetPos] = [
    numbersIn(parts.get('BYMONTHDAY'), 31),
    numbersIn(parts.get('BYMONTH'), 12),
    numbersIn(parts.get('BYSETPOS'), 366),
  ]
  if (frequency === undefined || byDay === undefined || byMonthDay === undefined || byMonth === undefined || bySetPos === undefined)
    return undefined
  if (interval < 1 || more.length > 0 || (count !== undefined && count < 1) || ![...parts.keys()].every((name) => known.includes(name)))
    return undefined
  const weekStart = Math.max(weekdays.indexOf(parts.get('WKST') ?? 'MO'), 0)
  return { frequency, interval, count, until: parts.get('UNTIL'), byDay, byMonthDay, byMonth, bySetPos, weekStart }
}

const dayMs = 86_400_000
/** Days are counted from 1 January 1970, a Thursday. */
const numberOf = (day: string): number => Date.parse(`${day}T00:00Z`) / dayMs
const textOf = (day: number): string => new Date(day * dayMs).toISOString().slice(0, 10)
const weekdayOf = (day: number): number => (((day + 4) % 7) + 7) % 7

interface Day {
  readonly year: number
  readonly month: number
  readonly day: number
}
const dateOf = (day: number): Day => {
  const date = new Date(day * dayMs)
  return { year: date.getUTCFullYear(), month: date.getUTCMonth(), day: date.getUTCDate() }
}
const numberAt = (year: number, month: number, day: number): number => Date.UTC(year, month, day) / dayMs

/** The first day of a span and that of the next one. */
type Span = readonly [number, number]
const monthAround = ({ year, month }: Day): Span => [numberAt(year, month, 1), numberAt(year, month + 1, 1)]
const yearAround = ({ year }: Day): Span => [numberAt(year, 0, 1), numberAt(year + 1, 0, 1)]

/** Whether it is, say, the second or the last of its weekday in a span. */
const isInPlace = (day: number, place: number, [first, next]: Span): boolean =>
  place === 0 || place === (place > 0 ? Math.floor((day - first) / 7) + 1 : -(Math.floor((next - 1 - day) / 7) + 1))

const matches = (rule: DayRule, start: number, day: number): boolean => {
  const { frequency, byDay, byMonthDay, byMonth } = rule
  const date = dateOf(day)
  if (byMonth.length > 0 && !byMonth.includes(date.month + 1)) return false
  const month = monthAround(date)
  if (byMonthDay.length > 0 && !byMonthDay.some((each) => (each > 0 ? each === date.day : month[1] + each === day))) return false
  if (byDay.length > 0) {
    const places = frequency === 'YEARLY' && byMonth.length === 0 ? yearAround(date) : month
    const withPlaces = frequency === 'MONTHLY' || frequency === 'YEARLY'
    return byDay.some(({ place, weekday }) => weekday === weekdayOf(day) && (!withPlaces || isInPlace(day, place, places)))
  }
  if (byMonthDay.length > 0 || frequency === 'DAILY') return true
  if (frequency === 'WEEKLY') return weekdayOf(day) === weekdayOf(start)
  const first = dateOf(start)
  return date.day === first.day && (frequency === 'MONTHLY' || byMonth.length > 0 || date.month === first.month)
}

/** The `step`th span in which the rule looks for days, from the one with its start. */
const spanAt = ({ frequency, interval, weekStart }: DayRule, start: number, step: number): Span => {
  const ahead = step * interval
  if (frequency === 'DAILY') return [start + ahead, start + ahead + 1]
  const { year, month } = dateOf(start)
  if (frequency === 'WEEKLY') {
    const first = start - ((weekdayOf(start) - weekStart + 7) % 7) + 7 * ahead
    return [first, first + 7]
  }
  return frequency === 'MONTHLY'
    ? monthAround({ year, month: month + ahead, day: 1 })
    : yearAround({ year: year + ahead, month: 0, day: 1 })
}

const endless = Number.POSITIVE_INFINITY

const longestSpan = { DAILY: 1, WEEKLY: 7, MONTHLY: 31, YEARLY: 366 } as const

/** The step before anything can be at `from`. A rule that counts must be followed from its start. */
const firstStep = ({ frequency, interval, count }: DayRule, start: number, from: number): number =>
  count !== undefined ? 0 : Math.max(Math.floor((from - start) / (longestSpan[frequency] * interval)) - 1, 0)

/** The last day that an end may mean: its time is in UTC, where it may be the day before. */
const lastDay = (until: string): number => {
  const day = numberOf(`${until.slice(0, 4)}-${until.slice(4, 6)}-${until.slice(6, 8)}`)
  return Number.isNaN(day) ? endless : day + (until.length > 8 ? 1 : 0)
}

/** The days of a rule within a time, and how many days it took to find them. */
export interface RuleDays {
  readonly days: readonly string[]
  readonly looked: number
}

/** The days of a span that a rule means. */
const chosenIn = (rule: DayRule, start: number, [first, next]: Span): readonly number[] => {
  const all = Array.from({ length: next - first }, (_, index) => first + index).filter((day) => matches(rule, start, day))
  const isChosen = (at: number): boolean => rule.bySetPos.some((pos) => pos - 1 === at || all.length + pos === at)
  return rule.bySetPos.length === 0 ? all : all.filter((_, at) => isChosen(at))
}

/**
 * The days on which an entry that starts on `start` repeats from one day to another, by the wall clock of its zone. The start always
 * counts. At most `most` days are looked at, however a rule is written; later ones are then missing.
 */
export const daysOfRule = (rule: DayRule, start: string, [from, to]: readonly [string, string], most: number): RuleDays => {
  const { count = endless } = rule
  const [begin, first] = [numberOf(start), numberOf(from)]
  const end = Math.min(numberOf(to), rule.until === undefined ? endless : lastDay(rule.until))
  const days = [begin]
  let looked = 0
  for (let step = firstStep(rule, begin, first); looked < most && days.length < count; step++) {
    const span = spanAt(rule, begin, step)
    if (!(span[0] <= end)) break
    looked += span[1] - span[0]
    days.push(...chosenIn(rule, begin, span).filter((day) => day > begin))
  }
  const counted = days.slice(0, Math.min(count, days.length))
  return { days: counted.filter((day) => first <= day && day <= end).map(textOf), looked }
}
