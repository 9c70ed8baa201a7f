import type { OutboxMessage } from '../../domain/mail/outbox-message.ts'
import { lapsesSoon, type WaitingWork } from '../../domain/mail/waiting-work.ts'
import { formatsIn } from '../../texts/formats.ts'
import { textsIn } from '../../texts/texts.ts'
import { greetingOf, senderIn } from './letterhead.ts'
import type { MailContent, MailLinks } from './what-mails-say.ts'

/** A mail to an organiser about what waits for them: each event with its counts, the most urgent first. */
export const waitingOf = (
  { language, recipient, createdAt }: OutboxMessage,
  work: readonly WaitingWork[],
  { waiting = [], desk, unsubscribe }: MailLinks,
): MailContent => {
  const texts = textsIn(language)
  const { subject, opening, title, action, note, counts, lapses } = texts.mail.waiting
  const { moment } = formatsIn(language)
  const urgent = work.some((each) => lapsesSoon(each, createdAt))
  return {
    language,
    subject: urgent ? subject.urgent : subject.usual,
    greeting: greetingOf(texts, recipient.name),
    opening: urgent ? opening.urgent : opening.usual,
    title,
    kind: texts.organiser.desk.title,
    facts: work.map(({ title: event, counts: of, lapsesAt, timeZone }, index) => ({
      label: event,
      lines: [
        ...of.map(({ what, count }) => counts[what]({ count })),
        ...(lapsesAt === undefined ? [] : [lapses({ moment: `${moment(lapsesAt, timeZone)} (${timeZone})` })]),
      ],
      ...(waiting[index] === undefined ? {} : { link: waiting[index] }),
    })),
    action: { label: action, url: desk },
    note,
    unsubscribe: { label: texts.mail.unsubscribe, url: unsubscribe },
    ...senderIn(language),
  }
}
