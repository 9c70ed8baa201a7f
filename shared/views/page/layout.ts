import { type Language, languages } from '../../domain/basics/language.ts'
import { network } from '../../domain/basics/network.ts'
import { type Html, html } from '../../site/html.ts'
import type { PageContext } from '../../site/page-context.ts'
import { paths } from '../../site/paths.ts'
import { formatsIn } from '../../texts/formats.ts'
import { type Texts, textsIn } from '../../texts/texts.ts'
import { assetUrl, enhanceUrl } from '../assets/addresses.ts'
import { mainFontUrl } from '../assets/fonts.ts'
import { notice } from './notice.ts'

export interface PageParts {
  readonly title: string
  readonly main: Html
  /** Additional content for the head, such as structured data. */
  readonly head?: Html
  /** One or two sentences for search engines and link previews. */
  readonly description?: string
}

/** A whole page: head, header with the network's name, main part, footer with emblem and grant statement. */
export const layout = (context: PageContext, parts: PageParts): Html => {
  const texts = textsIn(context.language)
  return html`<!doctype html>
<html lang="${context.language}">
<head>
<meta charset="utf-8">
<title>${parts.title} – ${network.name}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="theme-color" content="#003399">
${parts.description === undefined ? '' : html`<meta name="description" content="${parts.description}">`}
<link rel="icon" href="${assetUrl('mark.svg')}" type="image/svg+xml">
<link rel="preload" href="${mainFontUrl(context.language)}" as="font" type="font/woff2" crossorigin>
<link rel="stylesheet" href="${assetUrl('site.css')}">
<script type="module" src="${enhanceUrl}"></script>
${parts.head}
</head>
<body>
<a class="skip-link" href="#main">${texts.site.skip}</a>
${siteHeader(context, texts)}
<main id="main" tabindex="-1">
${context.restored === true ? html`<div class="wrap">${notice('info', { title: texts.restored.title, body: html`<p>${texts.restored.text}</p>`, live: true })}</div>` : ''}
${parts.main}
</main>
${siteFooter(context, texts)}
</body>
</html>`
}

const siteHeader = (context: PageContext, texts: Texts): Html => html`<header class="site-header">
<div class="wrap">
<a class="brand" href="${paths.home.pattern}"><img src="${assetUrl('mark.svg')}" alt="" width="44" height="44">
<span><span class="brand-name">${network.name}</span><span class="brand-tagline">${network.tagline[context.language]}</span></span></a>
<div class="site-tools">${languageSwitch(context, texts)}${signInOrOut(context, texts)}</div>
</div>
<nav class="site-nav" aria-label="${texts.site.navigation}"><ul class="wrap">
${navigation(context, texts).map(
  ({ path, label }) => html`<li><a href="${path}"${isHere(context, path) ? html` aria-current="page"` : ''}>${label}</a></li>`,
)}</ul></nav>
</header>`

const navigation = ({ staff }: PageContext, { site }: Texts): readonly { readonly path: string; readonly label: string }[] => [
  { path: paths.home.pattern, label: site.events },
  ...(staff?.roles.some((role) => role === 'organiser' || role === 'administrator') === true
    ? [{ path: paths.organiser.pattern, label: site.organiser }]
    : []),
  ...(staff?.roles.includes('steering') === true ? [{ path: paths.steering.pattern, label: site.steering }] : []),
  ...(staff === undefined ? [] : [{ path: paths.proposals.pattern, label: site.proposals }]),
  { path: paths.about.pattern, label: site.about },
]

const isHere = (context: PageContext, path: string): boolean => context.here.split('?')[0] === path

const ownName = (language: Language): string => {
  const name = formatsIn(language).language(language)
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1)
}

const languageSwitch = (context: PageContext, texts: Texts): Html =>
  html`<form class="languages" method="post" action="${paths.language.pattern}" aria-label="${texts.site.language}">
<input type="hidden" name="back" value="${context.here}">
${languages.map((language) =>
  language === context.language
    ? html`<span class="language" lang="${language}" aria-current="true">${ownName(language)}</span>`
    : html`<button class="language" name="language" value="${language}" lang="${language}">${ownName(language)}</button>`,
)}</form>`

const signInOrOut = ({ staff, here }: PageContext, texts: Texts): Html =>
  staff === undefined
    ? html`<a class="tool" href="${paths.signIn.pattern}?back=${encodeURIComponent(here)}">${texts.site.signIn}</a>`
    : html`<form class="sign-out" method="post" action="${paths.signOut.pattern}"><input type="hidden" name="csrf" value="${staff.csrf}">
<span class="signed-in">${texts.site.signedInAs({ name: staff.name })}</span> <button class="tool">${texts.site.signOut}</button></form>`

const siteFooter = (context: PageContext, texts: Texts): Html => html`<footer class="site-footer"><div class="wrap">
<div class="grant"><img src="${assetUrl('eu-emblem.svg')}" alt="${texts.site.emblem}" width="108" height="72">
<p>${network.grant.statement[context.language]}</p></div>
<nav aria-label="${texts.site.footer}"><ul>
<li><a href="${paths.myLinks.pattern}">${texts.myLinks.footer}</a></li>
<li><a href="${paths.calendar.pattern}">${texts.subscribe.title}</a></li>
<li><a href="${paths.privacy.pattern}">${texts.site.privacy}</a></li>
<li><a href="${paths.about.pattern}">${texts.site.contact}</a></li>
<li><a href="${paths.api.pattern}">${texts.site.api}</a></li>
</ul></nav>
</div></footer>`
