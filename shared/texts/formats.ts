import type { Language } from '../domain/language.ts'
import type { Instant } from '../domain/wall-time.ts'

const locales: Readonly<Record<Language, string>> = { en: 'en-GB', fr: 'fr-FR' }

const formatsOf = (language: Language) => {
  const locale = locales[language]
  const dates = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: 'UTC' })
  const numbers = new Intl.NumberFormat(locale)
  const decimals = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 })
  const percents = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 })
  const signed = new Intl.NumberFormat(locale, { signDisplay: 'exceptZero', maximumFractionDigits: 0 })
  const lists = new Intl.ListFormat(locale, { type: 'conjunction' })
  const countries = new Intl.DisplayNames(locale, { type: 'region' })
  const languages = new Intl.DisplayNames(locale, { type: 'language' })
  // Making a formatter costs a hundred times what using it does.
  const zoned = new Map<string, Intl.DateTimeFormat>()
  const inZone = (timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
    const key = `${timeZone} ${JSON.stringify(options)}`
    const format = zoned.get(key) ?? new Intl.DateTimeFormat(locale, { ...options, timeZone })
    zoned.set(key, format)
    return format
  }
  const zonePart = (at: Instant, timeZone: string, timeZoneName: 'long' | 'short') =>
    inZone(timeZone, { timeZoneName, hour: 'numeric' })
      .formatToParts(new Date(at))
      .find((part) => part.type === 'timeZoneName')?.value ?? timeZone

  return {
    locale,
    /** `Tuesday 26 April 2022` in the zone. */
    day: (at: Instant, timeZone: string) => inZone(timeZone, { dateStyle: 'full' }).format(new Date(at)),
    /** `26 April 2022` in the zone. */
    shortDay: (at: Instant, timeZone: string) => inZone(timeZone, { dateStyle: 'long' }).format(new Date(at)),
    /** `15–16 June 2026` in the zone, or one day. */
    days: (from: Instant, to: Instant, timeZone: string) =>
      inZone(timeZone, { dateStyle: 'long' }).formatRange(new Date(from), new Date(to)),
    /** Day of the month and short month in the zone, for a calendar leaf: `26`, `Apr`. */
    leaf: (at: Instant, timeZone: string) => ({
      day: inZone(timeZone, { day: 'numeric' }).format(new Date(at)),
      month: inZone(timeZone, { month: 'short' }).format(new Date(at)),
      year: inZone(timeZone, { year: 'numeric' }).format(new Date(at)),
    }),
    /** `10:00` in the zone. */
    time: (at: Instant, timeZone: string) =>
      inZone(timeZone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(new Date(at)),
    /** `26 April 2022 at 10:00` in the zone. */
    moment: (at: Instant, timeZone: string) => inZone(timeZone, { dateStyle: 'long', timeStyle: 'short' }).format(new Date(at)),
    /** The zone's name at an instant, as people say it, with its IANA name: `Central European Summer Time, Europe/Brussels`. */
    zone: (at: Instant, timeZone: string) => `${zonePart(at, timeZone, 'long')}, ${timeZone}`,
    /** A calendar day given as `2022-04-26`. */
    date: (day: string) => dates.format(new Date(`${day}T00:00:00Z`)),
    number: (value: number) => numbers.format(value),
    decimal: (value: number) => decimals.format(value),
    percent: (share: number) => percents.format(share),
    signed: (value: number) => signed.format(value),
    list: (items: readonly string[]) => lists.format(items),
    country: (code: string) => countries.of(code) ?? code,
    language: (tag: string) => languages.of(tag) ?? tag,
    /** Sorts names the way the language does. */
    compare: new Intl.Collator(locale).compare,
  }
}
export type Formats = ReturnType<typeof formatsOf>

const made = new Map<Language, Formats>()

/** Dates, numbers, lists and names of countries as a language writes them. */
export const formatsIn = (language: Language): Formats => {
  const formats = made.get(language) ?? formatsOf(language)
  made.set(language, formats)
  return formats
}
