import { type Html, html } from '../../site/html.ts'
import { atWebLinks } from '../../site/web-links.ts'

/** A text by an organiser, with its web addresses as links. */
export const linkedText = (text: string): Html =>
  html`${atWebLinks(text).map((part, index) => (index % 2 === 0 ? part : html`<a href="${part}">${part}</a>`))}`
