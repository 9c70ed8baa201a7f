import { type Language, languageSchema, languages } from '../../../shared/domain/basics/language.ts'
import type { MessageKind } from '../../../shared/domain/mail/outbox-message.ts'
import type { Mail } from '../../../shared/mail/rendered-mail.ts'
import { type Html, html, raw } from '../../../shared/site/html.ts'
import { galleryPath } from './address.ts'
import { lookNames, readShowing, type Showing } from './shown-mail.ts'

export interface Wanted extends Showing {
  readonly language: Language
}

export const readWanted = (query: URLSearchParams): Wanted => ({
  ...readShowing(query),
  language: languageSchema.safeParse(query.get('language')).data ?? 'en',
})

export interface ShownSample {
  readonly name: string
  readonly kind: MessageKind
  readonly mail: Mail
  /** The headers of the raw mail. */
  readonly head: string
}

const sheet = `:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}
body{margin:0 auto;max-width:1060px;padding:1rem}
h2{margin:2.5rem 0 .25rem;font-size:1.1rem;overflow-wrap:anywhere}
nav ul{columns:16rem;padding-left:1.2rem}
form{display:flex;flex-wrap:wrap;gap:1rem;align-items:end}
label{display:grid;gap:.25rem;font-size:.875rem}
select,button{font:inherit;min-height:2.25rem}
.widths{display:flex;flex-wrap:wrap;gap:1rem;align-items:start}
iframe{border:1px solid #8390b1;max-width:100%}
.desktop{width:640px;height:860px}
.phone{width:320px;height:860px}
pre{overflow:auto;padding:.75rem;border:1px solid #8390b1;font-size:.875rem}
.kind{font-weight:400}`

const choice = (label: string, name: string, options: readonly (readonly [string, string])[], chosen: string): Html =>
  html`<label>${label}<select name="${name}">${options.map(
    ([value, text]) => html`<option value="${value}"${value === chosen ? raw(' selected') : ''}>${text}</option>`,
  )}</select></label>
`

const chooser = ({ language, look, pictures }: Wanted): Html => html`<form method="get" action="${galleryPath}">
${choice(
  'Language',
  'language',
  languages.map((each) => [each, each] as const),
  language,
)}${choice(
  'Colours',
  'look',
  lookNames.map((each) => [each, each] as const),
  look,
)}${choice(
  'Pictures',
  'pictures',
  [
    ['on', 'shown'],
    ['off', 'blocked'],
  ],
  pictures ? 'on' : 'off',
)}<button>Show</button>
</form>
`

const part = (title: string, text: string): Html => html`<details><summary>${title}</summary><pre tabindex="0">${text}</pre></details>
`

const section = ({ name, kind, mail, head }: ShownSample, { look, pictures }: Wanted): Html => {
  const source = `${galleryPath}/${name}.html?look=${look}${pictures ? '' : '&pictures=off'}`
  const frame = (width: 'desktop' | 'phone'): Html =>
    html`<iframe class="${width}" sandbox loading="lazy" title="${name}, ${width}" src="${source}"></iframe>`
  return html`<section id="${name}">
<h2>${mail.subject} <span class="kind">(${kind})</span></h2>
<p><code>${name}</code> · <a href="${source}">HTML alone</a> · <a href="${galleryPath}/${name}.eml">all bytes</a></p>
<div class="widths">${frame('desktop')}${frame('phone')}</div>
${part('Text', mail.text)}${mail.calendar === undefined ? '' : part(`Calendar (${mail.calendar.method})`, mail.calendar.text)}${part('Header', head)}</section>
`
}

/** All mails of one language on a page: each as on a desktop and on a phone, with its text, calendar object and headers. */
export const galleryView = async (samples: readonly ShownSample[], wanted: Wanted): Promise<string> => {
  const page = await html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Every mail of Plenary</title>
<style>${raw(sheet)}</style>
</head>
<body>
<h1>Every mail, with sample data</h1>
<p>Made by the functions that make the real mails. Nothing here was sent.</p>
${chooser(wanted)}<nav aria-label="Mails"><ul>${samples.map(({ name, mail }) => html`<li><a href="#${name}">${mail.subject}</a></li>`)}</ul></nav>
<main>
${samples.map((sample) => section(sample, wanted))}</main>
</body>
</html>
`
  return page.toString()
}
