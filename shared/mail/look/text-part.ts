import { type Texts, textsIn } from '../../texts/texts.ts'
import type { MailContent } from '../content/content.ts'
import type { Fact } from '../content/event-facts.ts'

const width = 72

/**
 * A line as format=flowed has it (RFC 3676): broken at spaces, each break after a space, so that readers who know it fill the
 * window, and others see lines of 72. No word is broken: an address stays one. Non-breaking spaces hold.
 */
const flowed = (line: string): string => {
  const rows: string[] = ['']
  for (const word of line.trimEnd().split(/(?<= )(?! )/)) {
    const last = rows.length - 1
    const row = rows[last] ?? ''
    if (row !== '' && [...row, ...word.trimEnd()].length > width) rows.push(word)
    else rows[last] = row + word
  }
  // §4.4: what a reader would take for a quotation or a mailbox's separator is pushed in by a space.
  return rows.map((row) => (/^(?: |>|From )/.test(row) ? ` ${row}` : row)).join('\n')
}

const factLines = ({ label, lines, link, before }: Fact, texts: Texts): string =>
  [label, ...lines, ...(link === undefined ? [] : [link]), ...(before === undefined ? [] : [texts.mail.before({ what: before })])].join(
    '\n',
  )

/** A mail as plain text (format=flowed), each address on a line of its own so that every reader makes it a link. */
export const textPart = (content: MailContent): string => {
  const { action } = content
  const blocks = [
    content.greeting,
    content.opening,
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
