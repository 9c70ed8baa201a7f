import { html, raw } from 'hono/html'

export { html, raw }

/** Markup whose values are already escaped; nests in other markup unchanged. */
export type Html = ReturnType<typeof html>

/** A text with markup, such as a link, in place of its argument. */
export const withMarkup = (say: (argument: string) => string, markup: Html): Html => {
  // A character that no text contains.
  const [before, after] = say('\u0000').split('\u0000')
  return html`${before}${markup}${after}`
}
