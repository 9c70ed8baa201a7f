import { type Html, html, raw } from '../views/html.ts'
import type { Fact, MailContent } from './content.ts'

// Mail readers drop style sheets at will, so the light look is written on the elements; the sheet only adds the dark one.
const font = "font-family:system-ui,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"
const look = {
  body: 'margin:0;padding:0;background-color:#f3f4f7',
  page: `padding:24px 12px;background-color:#f3f4f7;color:#1b1f2a;${font};font-size:16px;line-height:1.5`,
  sheet: 'max-width:560px;margin:0 auto;padding:24px;background-color:#ffffff;border-radius:8px;overflow-wrap:anywhere',
  paragraph: 'margin:0 0 16px',
  kind: 'margin:24px 0 4px;font-size:14px;color:#565d6d',
  title: 'margin:0 0 16px;font-size:22px;line-height:1.3;font-weight:700',
  label: 'font-size:14px;color:#565d6d',
  link: 'color:#0b4aa2',
  action: 'margin:24px 0 16px',
  button:
    'display:inline-block;padding:12px 20px;background-color:#0b4aa2;color:#ffffff;border-radius:6px;font-weight:600;text-decoration:none',
  note: 'margin:0 0 16px;font-size:14px;color:#565d6d',
  footer: 'max-width:560px;margin:0 auto;padding:16px 24px 0;font-size:13px;color:#565d6d',
  footerLine: 'margin:0 0 8px',
} as const

const dark = `:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (prefers-color-scheme:dark){
.page{background-color:#12151c!important;color:#e8eaf0!important}
.sheet{background-color:#1c212b!important}
.quiet{color:#a7afbf!important}
.link{color:#8db8ff!important}
.button{background-color:#8db8ff!important;color:#0d1420!important}
}`

const linesOf = (lines: readonly string[]): readonly Html[] => lines.map((line) => html`<br>${line}`)

const fact = ({ label, lines, link }: Fact): Html =>
  html`<p style="${look.paragraph}"><span class="quiet" style="${look.label}">${label}</span>${linesOf(lines)}${
    link === undefined ? '' : html`<br><a class="link" style="${look.link}" href="${link}">${link}</a>`
  }</p>
`

const paragraphs = (text: string): readonly Html[] =>
  text.split(/\n{2,}/).map(
    (each) => html`<p style="${look.paragraph}">${each}</p>
`,
  )

/** A mail as HTML: one column that fits 320 px, light and dark, without images, scripts or anything from elsewhere. */
export const htmlPart = async (content: MailContent): Promise<string> => {
  const { action } = content
  const markup = await html`<!doctype html>
<html lang="${content.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${content.subject}</title>
<style>
${raw(dark)}
</style>
</head>
<body class="page" style="${look.body}">
<div class="page" style="${look.page}">
<div class="sheet" style="${look.sheet}">
<p style="${look.paragraph}">${content.greeting}</p>
<p style="${look.paragraph}">${content.opening}</p>
<p class="quiet" style="${look.kind}">${content.kind}</p>
<h1 style="${look.title}">${content.title}</h1>
${content.summary === undefined ? '' : paragraphs(content.summary)}${content.facts.map(fact)}<p style="${look.action}"><a class="button" style="${look.button}" href="${action.url}">${action.label}</a></p>
${
  content.note === undefined
    ? ''
    : html`<p class="quiet" style="${look.note}">${content.note}</p>
`
}</div>
<div class="quiet" style="${look.footer}">
${content.footer.map(
  (line) => html`<p style="${look.footerLine}">${line}</p>
`,
)}</div>
</div>
</body>
</html>
`
  return markup.toString()
}
