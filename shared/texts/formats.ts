import type { Language } from '../domain/basics/language.ts'
import type { Instant } from '../domain/basics/wall-time.ts'

const locales: Readonly<Record<Language, string>> = { en: 'en-GB', fr: 'fr-FR' }

// French writes an ordinal on the first of a month only, which the locale data lack.
const firstOfMonth: Readonly<Record<Language, string>> = { en: '1', fr: '1er' }

// The first of `Intl`'s formatters of a kind takes milliseconds to create, each further one 100 times as long as using it:
// they are created on first use and kept. Using one takes a microsecond, and a list shown again shows the same
// instants, so their texts are cached too.

const lazily = <Value>(make: () => Value): (() => Value) => {
  let made: Value | undefined
  return () => {
    made ??= make()
    return made
  }
}

// A few hundred kilobytes per kind of text.
const mostRemembered = 5000

const remembered = <Value>(make: (key: string) => Value): ((key: string) => Value) => {
  const values = new Map<string, Value>()
  return (key) => {
    const known = values.get(key)
    if (known !== undefined) return known
    if (values.size === mostRemembered) values.clear()
    const value = make(key)
    values.set(key, value)
    return value
  }
}

const formatsOf = (language: Language) => {
  const locale = locales[language]
  const written = (parts: readonly { readonly type: string; readonly value: string }[]): string =>
    parts.map(({ type, value }) => (type === 'day' && value === '1' ? firstOfMonth[language] : value)).join('')
  const dates = lazily(() => new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: 'UTC' }))
  const date = remembered((day) => written(dates().formatToParts(new Date(`${day}T00:00:00Z`))))
  const numbers = lazily(() => new Intl.NumberFormat(locale))
  const decimals = lazily(() => new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 }))
  const percents = lazily(() => new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }))
  const signed = lazily(() => new Intl.NumberFormat(locale, { signDisplay: 'exceptZero', maximumFractionDigits: 0 }))
  const kilobytes = lazily(() => new Intl.NumberFormat(locale, { style: 'unit', unit: 'kilobyte', maximumFractionDigits: 0 }))
  const megabytes = lazily(() => new Intl.NumberFormat(locale, { style: 'unit', unit: 'megabyte', maximumFractionDigits: 1 }))
  const lists = lazily(() => new Intl.ListFormat(locale, { type: 'conjunction' }))
  const alternatives = lazily(() => new Intl.ListFormat(locale, { type: 'disjunction' }))
  const monthNames = lazily(() => {
    const format = new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' })
    return Array.from({ length: 12 }, (_, month) => format.format(Date.UTC(2000, month)).toLowerCase())
  })
  const countries = lazily(() => new Intl.DisplayNames(locale, { type: 'region' }))
  const languages = lazily(() => new Intl.DisplayNames(locale, { type: 'language' }))
  const collator = lazily(() => new Intl.Collator(locale))
  const languageName = remembered((tag) => languages().of(tag) ?? tag)
  const country = remembered((code) => countries().of(code) ?? code)
  const inEveryZone = (options: Intl.DateTimeFormatOptions, say: (format: Intl.DateTimeFormat, at: Instant) => string) =>
    remembered((timeZone) => {
      const format = new Intl.DateTimeFormat(locale, { ...options, timeZone })
      return remembered((at: Instant) => say(format, at))
    })
  const inZones = (options: Intl.DateTimeFormatOptions) =>
    inEveryZone(options, (format, at) => written(format.formatToParts(Date.parse(at))))
  const full = inZones({ dateStyle: 'full' })
  const long = inZones({ dateStyle: 'long' })
  const longWithTime = inZones({ dateStyle: 'long', timeStyle: 'short' })
  const clock = inZones({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  // Large on a leaf, the number stands alone.
  const leafDay = inEveryZone({ day: 'numeric' }, (format, at) => format.format(Date.parse(at)))
  const [leafMonth, leafYear] = [inZones({ month: 'short' }), inZones({ year: 'numeric' })]
  const ranges = remembered((timeZone) => {
    const format = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone })
    return remembered((span) => {
      const [from = '', to = ''] = span.split('/')
      return written(format.formatRangeToParts(Date.parse(from), Date.parse(to)))
    })
  })
  const zoneNames = inEveryZone(
    { timeZoneName: 'long', hour: 'numeric' },
    (format, at) => format.formatToParts(Date.parse(at)).find(({ type }) => type === 'timeZoneName')?.value ?? '',
  )
  const zoneName = (at: Instant, timeZone: string) => zoneNames(timeZone)(at) || timeZone
  const shortDay = (at: Instant, timeZone: string) => long(timeZone)(at)

  return {
    locale,
    /** `Tuesday 26 April 2022` in the zone. */
    day: (at: Instant, timeZone: string) => full(timeZone)(at),
    /** `26 April 2022` in the zone. */
    shortDay,
    /** `15–16 June 2026` in the zone, or one day. */
    days: (from: Instant, to: Instant, timeZone: string) => {
      const first = shortDay(from, timeZone)
      // Most events last one day, and formatting a range takes ten times as long.
      return first === shortDay(to, timeZone) ? first : ranges(timeZone)(`${from}/${to}`)
    },
    /** Day of the month and short month in the zone, for a calendar leaf: `26`, `Apr`. */
    leaf: (at: Instant, timeZone: string) => ({
      day: leafDay(timeZone)(at),
      month: leafMonth(timeZone)(at),
      year: leafYear(timeZone)(at),
    }),
    /** `10:00` in the zone. */
    time: (at: Instant, timeZone: string) => clock(timeZone)(at),
    /** `26 April 2022 at 10:00` in the zone. */
    moment: (at: Instant, timeZone: string) => longWithTime(timeZone)(at),
    /** The zone's name at an instant in everyday words, with its IANA name: `Central European Summer Time, Europe/Brussels`. */
    zone: (at: Instant, timeZone: string) => `${zoneName(at, timeZone)}, ${timeZone}`,
    /** A calendar day given as `2022-04-26`. */
    date,
    /** The names of the months in lower case, from January. */
    months: monthNames,
    number: (value: number) => numbers().format(value),
    decimal: (value: number) => decimals().format(value),
    percent: (share: number) => percents().format(share),
    signed: (value: number) => signed().format(value),
    /** The size of a file: `12 kB`, `1.5 MB`. */
    bytes: (length: number) =>
      length < 1_000_000 ? kilobytes().format(Math.max(1, Math.round(length / 1000))) : megabytes().format(length / 1_000_000),
    list: (items: readonly string[]) => lists().format(items),
    /** `A, B or C`. */
    anyOf: (items: readonly string[]) => alternatives().format(items),
    country,
    language: languageName,
    /** Sorts names by the rules of the language. */
    compare: (one: string, other: string) => collator().compare(one, other),
  }
}
export type Formats = ReturnType<typeof formatsOf>

const made = new Map<Language, Formats>()

/** Dates, numbers, lists and country names as written in a language. */
export const formatsIn = (language: Language): Formats => {
  const formats = made.get(language) ?? formatsOf(language)
  made.set(language, formats)
  return formats
}
