import { html, raw } from 'hono/html'

export { html, raw }

/** Markup whose values were escaped when they were put in; nests in other markup as it is. */
export type Html = ReturnType<typeof html>

/** A text with markup, such as a link, where its argument stands. */
export const withMarkup = (say: (argument: string) => string, markup: Html): Html => {
  // No text has this character.
  const [before, after] = say('\u0000').split('\u0000')
  return html`${before}${markup}${after}`
}
