import { type Html, html, raw } from '../../site/html.ts'

/** An e-mail address that breaks after its @ and before its dots, if a line is too short for it. */
export const brokenAddress = (email: string): Html =>
  // Lists show many: escaped as a whole, since no escape has such characters.
  raw(html`${email}`.toString().replace(/(?<=@)|(?=\.)/g, '<wbr>'))
