import { network } from '../../domain/basics/network.ts'
import type { OutboxMessage } from '../../domain/mail/outbox-message.ts'
import { lapsesSoon } from '../../domain/mail/waiting-work.ts'
import { formatsIn } from '../../texts/formats.ts'
import { textsIn } from '../../texts/texts.ts'
import type { Fact } from './event-facts.ts'
import { greetingOf, senderIn } from './letterhead.ts'
import type { MailContent, MailLinks } from './what-mails-say.ts'

/** Each event with what waits there, the most urgent first. */
const workFacts = ({ language, waiting = [] }: OutboxMessage, links: readonly string[] = []): readonly Fact[] => {
  const { counts, lapses } = textsIn(language).mail.waiting
  const { moment } = formatsIn(language)
  return waiting.map(({ title, counts: of, lapsesAt, timeZone }, index) => ({
    label: title,
    lines: [
      ...of.map(({ what, count }) => counts[what]({ count })),
      ...(lapsesAt === undefined ? [] : [lapses({ moment: `${moment(lapsesAt, timeZone)} (${timeZone})` })]),
    ],
    ...(links[index] === undefined ? {} : { link: links[index] }),
  }))
}

/** Each proposal with new comments. */
const remarkFacts = ({ language, remarked = [] }: OutboxMessage, links: readonly string[] = []): readonly Fact[] => {
  const { counts } = textsIn(language).mail.waiting
  const { moment } = formatsIn(language)
  return remarked.map(({ title, count, lastAt }, index) => ({
    label: title,
    lines: [counts.comments({ count, moment: `${moment(lastAt, network.timeZone)} (${network.timeZone})` })],
    ...(links[index] === undefined ? {} : { link: links[index] }),
  }))
}

/** A mail to an organiser or proposer about what waits for them. */
export const waitingOf = (message: OutboxMessage, links: MailLinks): MailContent => {
  const { language, recipient, createdAt, waiting: work = [], remarked = [] } = message
  const texts = textsIn(language)
  const { subject, opening, title, action, proposals, note, commentsNote } = texts.mail.waiting
  const which = work.length === 0 ? 'comments' : work.some((each) => lapsesSoon(each, createdAt)) ? 'urgent' : 'usual'
  const onlyComments = which === 'comments'
  return {
    language,
    subject: subject[which],
    greeting: greetingOf(texts, recipient.name),
    opening: onlyComments || remarked.length === 0 ? opening[which] : `${opening[which]} ${opening.comments}`,
    title,
    kind: onlyComments ? texts.proposals.list.title : texts.organiser.desk.title,
    facts: [...workFacts(message, links.waiting), ...remarkFacts(message, links.remarked)],
    action: onlyComments ? { label: proposals, url: links.proposals ?? links.desk } : { label: action, url: links.desk },
    note: onlyComments ? commentsNote : note,
    unsubscribe: { label: texts.mail.unsubscribe, url: links.unsubscribe },
    ...senderIn(language),
  }
}
