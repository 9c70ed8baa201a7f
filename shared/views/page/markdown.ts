import { fromMarkdown } from 'mdast-util-from-markdown'
import { type Html, html, raw } from '../../site/html.ts'
import { linkedText } from './linked-text.ts'

type Root = ReturnType<typeof fromMarkdown>
type Node = Root['children'][number]

/** Markup of a text; `highest` is the level of its first headings. */
export type Rendering = (text: string, highest: number) => Html

interface Around {
  readonly definitions: ReadonlyMap<string, string>
  readonly highest: number
  /** Inside a link, where no other may be. */
  readonly linked: boolean
}

/** Where a link may lead; `javascript:`, `data:` and addresses on our own site are no links. */
const safeAddress = (address: string): string | undefined => {
  const url = URL.parse(address)
  const isWeb = (url?.protocol === 'https:' || url?.protocol === 'http:') && url.username === '' && url.password === ''
  return isWeb || url?.protocol === 'mailto:' ? url?.href : undefined
}

const link = (address: string | undefined, words: readonly Html[], linked: boolean): Html => {
  const href = linked || address === undefined ? undefined : safeAddress(address)
  return href === undefined ? html`${words}` : html`<a href="${href}">${words}</a>`
}

const heading = (level: number, words: readonly Html[]): Html => {
  const tag = raw(`h${Math.min(6, level)}`)
  return html`<${tag}>${words}</${tag}>`
}

/** Line ends stay as they were typed. */
const lines = (text: string, linked: boolean): Html => (linked ? html`${text}` : linkedText(text))

/** Only what is listed here can come out; of anything else, what it contains. */
const rendered = (node: Node, around: Around): Html => {
  const { definitions, highest, linked } = around
  const inside = (within = linked): readonly Html[] =>
    'children' in node ? node.children.map((child) => rendered(child, { ...around, linked: within })) : []
  switch (node.type) {
    case 'text':
    case 'html':
      return lines(node.value, linked)
    case 'paragraph':
      return html`<p class="lines">${inside()}</p>`
    case 'heading':
      return heading(highest + node.depth - 1, inside())
    case 'emphasis':
      return html`<em>${inside()}</em>`
    case 'strong':
      return html`<strong>${inside()}</strong>`
    case 'blockquote':
      return html`<blockquote>${inside()}</blockquote>`
    case 'list':
      return node.ordered === true ? html`<ol start="${node.start ?? 1}">${inside()}</ol>` : html`<ul>${inside()}</ul>`
    case 'listItem': {
      const [only, ...more] = node.children
      const isTight = node.spread !== true && only?.type === 'paragraph'
      const words = isTight ? only.children.map((child) => rendered(child, around)) : []
      return html`<li>${isTight ? html`<span class="lines">${words}</span>${more.map((child) => rendered(child, around))}` : inside()}</li>`
    }
    case 'link':
      return link(node.url, inside(true), linked)
    case 'linkReference':
      return link(definitions.get(node.identifier), inside(true), linked)
    // Pictures of other sites would tell them who reads the page.
    case 'image':
    case 'imageReference':
      return html`${node.alt ?? ''}`
    case 'inlineCode':
      return html`<code>${node.value}</code>`
    case 'code':
      return html`<pre><code>${node.value}</code></pre>`
    case 'break':
      return html`\n`
    case 'thematicBreak':
      return html`<hr>`
    default:
      return html`${inside()}`
  }
}

/** As many texts as the pages of a large programme have. */
const kept = 300

/** Renders Markdown, and remembers what it rendered lately: parsing takes longer than the rest of a page. */
export const createRendering = (): Rendering => {
  const latest = new Map<string, Html>()
  return (text, highest) => {
    const key = `${highest} ${text}`
    const known = latest.get(key)
    if (known !== undefined) return known
    const { children } = fromMarkdown(text)
    const definitions = new Map(children.flatMap((node) => (node.type === 'definition' ? [[node.identifier, node.url] as const] : [])))
    const markup = html`${children.map((node) => rendered(node, { definitions, highest, linked: false }))}`
    latest.set(key, markup)
    const [oldest] = latest.keys()
    if (latest.size > kept && oldest !== undefined) latest.delete(oldest)
    return markup
  }
}
