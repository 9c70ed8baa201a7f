/** What the script knows of an event, in each language. */
export interface Embedded {
  readonly url: string
  readonly title: string
  readonly language: string
  /** The language for pages in any other. */
  readonly usual: string
  readonly words: Readonly<Record<string, EmbeddedWords>>
  readonly styles: string
}

export interface EmbeddedWords {
  readonly when: string
  /** Why nobody can register, or that it is full. */
  readonly note?: string
  readonly places?: string
  readonly action: { readonly label: string; readonly of: string; readonly url: string; readonly isMain: boolean }
  readonly days?: readonly { readonly day: string; readonly sessions: readonly (readonly [time: string, title: string, place: string])[] }[]
}

/**
 * Shows an event on a page of another site, in place of the link before the script. Everything is text, so that no title becomes
 * markup, and the styles stay inside.
 * Runs in the browser of that page: it is delivered as source text, so it may use nothing outside itself.
 */
export const showEvent = (event: Embedded): void => {
  const script = document.currentScript
  if (!(script instanceof HTMLScriptElement)) return
  const asked = (script.lang || document.documentElement.lang).slice(0, 2).toLowerCase()
  const language = event.words[asked] === undefined ? event.usual : asked
  const words = event.words[language]
  if (words === undefined) return
  const make = (name: string, text: string, style = '', lang = language): HTMLElement => {
    const element = document.createElement(name)
    element.textContent = text
    if (style !== '') element.className = style
    if (lang !== language) element.lang = lang
    return element
  }
  const link = (text: string, href: string, style: string, lang?: string): HTMLElement => {
    const element = make('a', text, style, lang)
    element.setAttribute('href', href)
    return element
  }
  const host = document.createElement('div')
  host.lang = language
  host.className = 'plenary-event'
  const root = host.attachShadow({ mode: 'open' })
  const styles = new CSSStyleSheet()
  styles.replaceSync(event.styles)
  root.adoptedStyleSheets = [styles]
  const title = make('p', '', 'title')
  title.append(link(event.title, event.url, '', event.language))
  root.append(title, make('p', words.when))
  if (words.note !== undefined) root.append(make('p', words.note, 'note'))
  if (words.places !== undefined) root.append(make('p', words.places))
  const button = link(words.action.label, words.action.url, words.action.isMain ? 'button' : '')
  button.setAttribute('aria-label', words.action.of)
  const action = make('p', '')
  action.append(button)
  root.append(action)
  for (const { day, sessions } of words.days ?? []) {
    const list = document.createElement('ul')
    for (const [time, name, place] of sessions) {
      const item = document.createElement('li')
      item.append(make('span', time, 'time'), ' ', make('span', name, '', event.language))
      if (place !== '') item.append(' ', make('span', `(${place})`, '', event.language))
      list.append(item)
    }
    root.append(make('p', day, 'day'), list)
  }
  const before = script.previousElementSibling
  if (before instanceof HTMLAnchorElement && before.href === event.url) before.replaceWith(host)
  else script.before(host)
}
