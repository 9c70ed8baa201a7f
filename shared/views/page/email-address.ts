import { type Html, html, raw } from '../../site/html.ts'

// Escaped as a whole, since no escape has such characters.
const broken = (escaped: string): string => escaped.replace(/(?<=@)|(?=\.)/g, '<wbr>')

/** An e-mail address that breaks after its @ and before its dots, if a line is too short for it. */
export const brokenAddress = (email: string): Html => raw(broken(html`${email}`.toString()))

/** The same as a link to write to it. Lists show many: escaped once. */
export const mailtoLink = (email: string): Html => {
  const escaped = html`${email}`.toString()
  return raw(`<a href="mailto:${escaped}">${broken(escaped)}</a>`)
}
