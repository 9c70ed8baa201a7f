import { type Html, html, raw } from '../../site/html.ts'
import { atWebLinks } from '../../site/web-links.ts'
import { type Texts, textsIn } from '../../texts/texts.ts'
import type { Fact } from '../content/event-facts.ts'
import type { MailContent } from '../content/what-mails-say.ts'
import { emblemId } from './emblem.ts'
import { colours, look, sheets } from './styles.ts'

// Read only by Outlook on Windows: a column of 600 pixels, sizes for screens of any density, and a font it has.
const outlook = {
  open: raw(
    '<!--[if mso]><table role="presentation" width="600" align="center" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->',
  ),
  close: raw('<!--[if mso]></td></tr></table><![endif]-->'),
  head: raw(`<!--[if mso]><noscript><xml><o:OfficeDocumentSettings xmlns:o="urn:schemas-microsoft-com:office:office"><o:PixelsPerInch>96</o:PixelsPerInch></o:OfficeDocumentSettings></xml></noscript>
<style>table,td,p,h1,a,span{font-family:'Segoe UI',Arial,sans-serif!important}.link{word-break:break-all}</style><![endif]-->`),
}

const table = raw('role="presentation" cellpadding="0" cellspacing="0" border="0"')

const fact = ({ label, lines, link, before }: Fact, texts: Texts): Html =>
  html`<p style="${look.paragraph}"><span class="quiet" style="${look.label}">${label}</span>${lines.map((line) => html`<br>${line}`)}${
    link === undefined ? '' : html`<br><a class="link" style="${look.link}" href="${link}">${link}</a>`
  }${before === undefined ? '' : html`<br><span class="quiet" style="${look.label}">${texts.mail.before({ what: before })}</span>`}</p>
`

/** A line with its web addresses as links. */
const linked = (line: string): readonly (Html | string)[] =>
  atWebLinks(line).map((part, index) => (index % 2 === 0 ? part : html`<a class="link" style="${look.link}" href="${part}">${part}</a>`))

const paragraphs = (text: string): readonly Html[] =>
  text.split(/\n{2,}/).map(
    (
      each,
    ) => html`<p style="${look.paragraph}">${each.split('\n').map((line, index) => (index === 0 ? linked(line) : html`<br>${linked(line)}`))}</p>
`,
  )

const said = ({ words }: MailContent): Html | '' =>
  words === undefined
    ? ''
    : html`<p class="quiet" style="${look.kind}">${words.label}</p>
${paragraphs(words.text)}`

const card = (content: MailContent): Html => html`<table ${table} width="100%">
<tr><td class="card" bgcolor="${colours.sunken}" style="${look.card}">
<p class="quiet" style="${look.kind}">${content.kind}</p>
<h1 class="title" style="${look.title}">${content.title}</h1>
${content.facts.map((each) => fact(each, textsIn(content.language)))}${content.summary === undefined ? '' : paragraphs(content.summary)}</td></tr>
</table>
`

const button = ({ label, url }: MailContent['action']): Html => html`<table ${table} class="actions" style="${look.actions}">
<tr><td class="button" bgcolor="${colours.action}" style="${look.buttonCell}"><a class="button" style="${look.button}" href="${url}">${label}</a></td></tr>
</table>
`

const footer = ({ footer: lines, unsubscribe, grant, language }: MailContent): Html => html`${lines.map(
  (line) => html`<p style="${look.footerLine}">${line}</p>
`,
)}${
  unsubscribe === undefined
    ? ''
    : html`<p style="${look.footerLine}"><a class="link" style="${look.link}" href="${unsubscribe.url}">${unsubscribe.label}</a></p>
`
}<table ${table}>
<tr><td style="${look.emblemCell}"><img src="cid:${emblemId}" width="57" height="39" alt="${textsIn(language).site.emblem}" style="${look.emblem}"></td>
<td class="quiet" style="${look.grantCell}">${grant}</td></tr>
</table>
`

/** The preview shown beside the subject in mail lists: the first facts instead of the greeting. */
const preview = ({ facts }: MailContent): string =>
  facts
    .slice(0, 2)
    .map(({ label, lines }) => [label, lines.join(', ')].filter((part) => part !== '').join(': '))
    .join(' · ')

/**
 * A mail as HTML: one column that fits 320 px, light and dark, without scripts or remote content.
 * Its only picture, the emblem, is part of the mail, and nothing is lost with pictures off.
 */
export const htmlPart = async (content: MailContent): Promise<string> => {
  const { language, subject } = content
  const markup = await html`<!doctype html>
<html lang="${language}" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${subject}</title>
${outlook.head}
<style>${raw(sheets.scheme)}</style>
<style>${raw(sheets.dark)}</style>
<style>${raw(sheets.narrow)}</style>
</head>
<body class="canvas" style="${look.body}">
<div style="${look.preview}" aria-hidden="true">${preview(content)}</div>
<div role="article" aria-label="${subject}" lang="${language}" dir="ltr">
<table ${table} class="canvas" width="100%" bgcolor="${colours.canvas}" style="${look.canvas}">
<tr><td class="around" align="center" style="${look.around}">
${outlook.open}
<table ${table} style="${look.sheet}">
<tr><td class="band" bgcolor="${colours.band}" style="${look.band}">${content.network}</td></tr>
<tr><td class="surface" bgcolor="${colours.surface}" style="${look.main}">
<p style="${look.paragraph}">${content.greeting}</p>
${paragraphs(content.opening)}${said(content)}${card(content)}${button(content.action)}${
  content.note === undefined
    ? ''
    : html`<p class="quiet" style="${look.note}">${content.note}</p>
`
}</td></tr>
<tr><td class="surface quiet" bgcolor="${colours.surface}" style="${look.footer}">
${footer(content)}</td></tr>
</table>
${outlook.close}
</td></tr>
</table>
</div>
</body>
</html>
`
  return markup.toString()
}
