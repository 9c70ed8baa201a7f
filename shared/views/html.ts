import { html, raw } from 'hono/html'

export { html, raw }

/** Markup whose values were escaped when they were put in; nests in other markup as it is. */
export type Html = ReturnType<typeof html>
