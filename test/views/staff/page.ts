import { languages } from '../../../shared/domain/basics/language.ts'
import type { Html } from '../../../shared/site/html.ts'
import type { PageContext } from '../../../shared/site/page-context.ts'
import { loadTexts } from '../../../shared/texts/texts.ts'

// As the pipeline does before any page.
await Promise.all(languages.map(loadTexts))

export const now = '2022-04-27T09:00:00.000Z'

/** A page of staff with these roles. */
export const staffPage = (overrides: Partial<PageContext> = {}): PageContext => ({
  language: 'en',
  here: '/organiser',
  siteUrl: 'https://events.example',
  staff: { subject: 'olga', name: 'Olga Organiser', roles: ['organiser'], csrf: 'csrf-of-this-session' },
  ...overrides,
})

/** The main part of a page, as markup. */
export const mainOf = async (page: Html): Promise<string> => {
  const markup = String(await page)
  return markup.slice(markup.indexOf('<main'), markup.indexOf('</main>'))
}

const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&')

/** The visible text of some markup, in one line. */
export const textOf = (markup: string): string =>
  unescaped(markup.replaceAll('<wbr>', '').replace(/<[^>]*>/g, ' '))
    .replace(/\s+/g, ' ')
    .trim()

/** The text inside each element of a name. */
export const textsIn = (markup: string, element: string): readonly string[] => {
  // Cells and rows may end where the next begins.
  const ends: Readonly<Record<string, string>> = {
    td: '</?t[dhrb][\\s>o]',
    th: '</?t[dhrb][\\s>o]',
    tr: '<tr[\\s>]|</t(?:r|body|head|able)>',
  }
  const end = ends[element] ?? `</${element}>`
  return [...markup.matchAll(new RegExp(`<${element}(?:\\s[^>]*)?>(.*?)(?=${end})`, 'gs'))].map(([, inner = '']) => textOf(inner))
}

/** Link targets, by link text. */
export const linksIn = (markup: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...markup.matchAll(/<a\s[^>]*?href="([^"]*)"[^>]*>(.*?)<\/a>/gs)].map(([, href = '', inner = '']) => [textOf(inner), unescaped(href)]),
  )

const attribute = (tag: string, name: string): string | undefined => {
  const value = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1]
  return value === undefined ? undefined : unescaped(value)
}

const chosen = (markup: string): string => {
  const options = [...markup.matchAll(/<option[^>]*>/g)].map(([tag]) => tag)
  return attribute(options.find((tag) => tag.includes(' selected')) ?? options[0] ?? '', 'value') ?? ''
}

/** What a browser would post from a form in the markup when the button with this action is pressed. */
export const postedForm = (markup: string, action?: string): URLSearchParams => {
  const form = new URLSearchParams()
  const controls = markup.matchAll(/<input[^>]*>|<textarea[^>]*>\n?(.*?)<\/textarea>|<select[^>]*>(.*?)<\/select>/gs)
  for (const [tag, text, options] of controls) {
    const name = attribute(tag, 'name')
    const ticked = !/type="(?:checkbox|radio)"/.test(tag) || tag.includes(' checked')
    if (name === undefined || !ticked) continue
    form.append(name, options !== undefined ? chosen(options) : text !== undefined ? unescaped(text) : (attribute(tag, 'value') ?? ''))
  }
  if (action !== undefined) form.append('action', action)
  return form
}
