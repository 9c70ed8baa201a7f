import { type Html, html } from '../../site/html.ts'
import { linkedText } from './linked-text.ts'
import type { Rendering } from './markdown.ts'

/** A text without any of this is the same with and without Markdown, so that most pages never load the parser. */
const markdownMarks = /[*_`#[\]>~|\\!&<]|^\s*(?:[-+]|\d+[.)])\s/m

const plainParagraphs = (text: string): readonly Html[] =>
  text.split(/\n\s*\n/).map((paragraph) => html`<p class="lines">${linkedText(paragraph.trim())}</p>`)

let rendering: Promise<Rendering> | undefined

/**
 * A text by an organiser, in Markdown (CommonMark): paragraphs, line ends as typed, emphasis, lists, links and headings, of which the first
 * have the level `highest`; web addresses become links.
 */
export const formattedText = (text: string, highest: number): readonly Html[] => {
  if (!markdownMarks.test(text)) return plainParagraphs(text)
  rendering ??= import('./markdown.ts').then(({ createRendering }) => createRendering())
  return [html`<div class="formatted">${rendering.then((render) => render(text, highest))}</div>`]
}
