import * as z from 'zod'

// Control characters, halves of surrogate pairs and bidirectional overrides have no place in names, headers or calendar lines.
const forbidden = /[\p{Cc}\p{Cs}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u
const forbiddenInLines = /[^\P{Cc}\n\t]|[\p{Cs}\u202A-\u202E\u2066-\u2069]/u

/** One line of text without control characters, trimmed, at least one character and at most `max`. */
export const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine((text) => !forbidden.test(text), 'control-characters')

/** Text of several lines (line ends become LF), trimmed, at least one character and at most `max`. */
export const lines = (max: number) =>
  z
    .string()
    .transform((text) => text.replaceAll('\r\n', '\n').trim())
    .pipe(
      z
        .string()
        .min(1)
        .max(max)
        .refine((text) => !forbiddenInLines.test(text), 'control-characters'),
    )
    .meta({ minLength: 1, maxLength: max })

const cut = (text: string, max: number): string => {
  const characters = [...text.slice(0, 2 * max)]
  return characters.length > max ? characters.slice(0, max).join('').trimEnd() : text.slice(0, 2 * max)
}

/** Somebody else's text, whatever it is, as one line of at most `max` characters, without characters that do not belong in one. */
export const asLine = (text: string, max: number): string =>
  cut(text.replaceAll(new RegExp(forbidden, 'gu'), ' ').replaceAll(/\s+/g, ' ').trim(), max)

/** The same as several lines, with at most one blank line in a row. */
export const asLines = (text: string, max: number): string =>
  cut(
    text
      .replaceAll(/\r\n?|[\u2028\u2029]/g, '\n')
      .replaceAll(new RegExp(forbiddenInLines, 'gu'), '')
      .split('\n')
      .map((each) => each.trimEnd())
      .join('\n')
      .replaceAll(/\n{3,}/g, '\n\n')
      .trim(),
    max,
  )
