import { type Html, html } from '../../site/html.ts'

/** An e-mail address that breaks after its @ and before its dots, if a line is too short for it. */
export const brokenAddress = (email: string): Html =>
  html`${email.split(/(?<=@)|(?=\.)/).map((part, index) => (index === 0 ? part : html`<wbr>${part}`))}`
