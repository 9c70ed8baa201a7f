import { type Texts, textsIn } from '../../texts/texts.ts'
import type { Fact } from '../content/event-facts.ts'
import type { MailContent } from '../content/what-mails-say.ts'

const width = 72

/**
 * A line in format=flowed (RFC 3676): broken after spaces, so that readers that support it fill the
 * window and others see lines of 72 characters. Words are never broken, so addresses stay whole. Non-breaking spaces are kept.
 */
const flowed = (line: string): string => {
  const rows: string[] = ['']
  for (const word of line.trimEnd().split(/(?<= )(?! )/)) {
    const last = rows.length - 1
    const row = rows[last] ?? ''
    if (row !== '' && [...row, ...word.trimEnd()].length > width) rows.push(word)
    else rows[last] = row + word
  }
  // §4.4: a line that readers would take for a quotation or an mbox separator is indented by a space.
  return rows.map((row) => (/^(?: |>|From )/.test(row) ? ` ${row}` : row)).join('\n')
}

const factLines = ({ label, lines, link, before }: Fact, texts: Texts): string =>
  [label, ...lines, ...(link === undefined ? [] : [link]), ...(before === undefined ? [] : [texts.mail.before({ what: before })])].join(
    '\n',
  )

/** A mail as plain text (format=flowed), each address on its own line so that every reader makes it a link. */
export const textPart = (content: MailContent): string => {
  const { action } = content
  const blocks = [
    content.greeting,
    content.opening,
    content.words && `${content.words.label}\n${content.words.text}`,
    `${content.title}\n${content.kind}`,
    ...content.facts.map((fact) => factLines(fact, textsIn(content.language))),
    content.summary,
    `${action.label}\n${action.url}`,
    content.note,
  ]
  const said = blocks.filter((block) => block !== undefined).join('\n\n')
  const out = content.unsubscribe === undefined ? [] : [content.unsubscribe.label, content.unsubscribe.url]
  const signature = [...content.footer, ...out, content.grant].join('\n')
  const lines = (text: string): string => text.split('\n').map(flowed).join('\n')
  return `${lines(said)}\n\n-- \n${lines(signature)}\n`
}
