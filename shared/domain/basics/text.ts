import * as z from 'zod'

// Control characters, halves of surrogate pairs and bidirectional overrides have no place in names, headers or calendar lines.
const forbidden = /[\p{Cc}\p{Cs}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u
const forbiddenInLines = /[^\P{Cc}\n\t]|[\p{Cs}\u202A-\u202E\u2066-\u2069]/u

// What comes along when people copy: phone numbers wrapped in directions, zero-width spaces, byte order marks.
const unseen = '\\s\\u00AD\\u034F\\u061C\\u180E\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u2064\\u2066-\\u206F\\uFEFF'
const atTheEnds = new RegExp(`^[${unseen}]+|(?<![${unseen}])[${unseen}]+$`, 'g')
// Embeddings and isolates; overrides change what is read, and stay forbidden.
const directions = /[\u202A-\u202C\u2066-\u2069]/g

// The blank of Braille is no white space to Unicode.
const visible = /[^\s\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/u

const orNothing = (text: string): string => (visible.test(text) || forbiddenInLines.test(text) ? text : '')

/** Pasted text without what nobody meant to type at its ends; nothing if none of it can be seen. */
export const trimmed = (text: string): string => orNothing(text.replaceAll(atTheEnds, ''))

const cleanLine = (text: string): string =>
  trimmed(text)
    .replaceAll(/[\t\v\f]+/g, ' ')
    .replaceAll(directions, '')

// PowerPoint breaks lines with a vertical tab.
const cleanLines = (text: string): string => trimmed(text.replaceAll(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n')).replaceAll(directions, '')

// Schemas take a function's start tens of microseconds each, and many fields have the same.
const once = <Schema>(make: (max: number) => Schema): ((max: number) => Schema) => {
  const made = new Map<number, Schema>()
  return (max) => {
    const schema = made.get(max) ?? make(max)
    made.set(max, schema)
    return schema
  }
}

/** One line of text without control characters, trimmed, at least one character that can be seen and at most `max`. */
export const line = once((max) =>
  z.string().check(
    z.overwrite(cleanLine),
    z.minLength(1),
    z.maxLength(max),
    z.refine((text) => !forbidden.test(text), 'control-characters'),
  ),
)

/** Text of several lines (line ends become LF), trimmed, at least one character that can be seen and at most `max`. */
export const lines = once((max) =>
  z
    .string()
    .transform(cleanLines)
    .pipe(
      z.string().check(
        z.minLength(1),
        z.maxLength(max),
        z.refine((text) => !forbiddenInLines.test(text), 'control-characters'),
      ),
    )
    .meta({ minLength: 1, maxLength: max }),
)

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
