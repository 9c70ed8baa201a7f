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
