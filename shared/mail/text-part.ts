import type { Fact, MailContent } from './content.ts'

const factLines = ({ label, lines, link }: Fact): string => [label, ...lines, ...(link === undefined ? [] : [link])].join('\n')

/** A mail as plain text, each address on a line of its own so that every reader makes it a link. */
export const textPart = (content: MailContent): string => {
  const { action } = content
  const blocks = [
    content.greeting,
    content.opening,
    `${content.title}\n${content.kind}`,
    content.summary,
    ...content.facts.map(factLines),
    `${action.label}\n${action.url}`,
    content.note,
    `-- \n${content.footer.join('\n')}`,
  ]
  return `${blocks.filter((block) => block !== undefined).join('\n\n')}\n`
}
