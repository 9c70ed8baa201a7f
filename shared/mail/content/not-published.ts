import type { OutboxMessage } from '../../domain/mail/outbox-message.ts'
import { formatsIn } from '../../texts/formats.ts'
import { textsIn } from '../../texts/texts.ts'
import { greetingOf, senderIn } from './letterhead.ts'
import type { MailContent, MailLinks } from './what-mails-say.ts'

/** Tells an organiser why a draft was not published at the planned time. Nobody else sees its page, so that there is no link to it. */
export const notPublishedOf = (
  { event, language, recipient }: OutboxMessage,
  { at, obstacles }: NonNullable<OutboxMessage['publication']>,
  links: MailLinks,
): MailContent => {
  const texts = textsIn(language)
  const words = texts.mail['not-published']
  const { day, time, zone } = formatsIn(language)
  return {
    language,
    subject: words.subject({ title: event.title }),
    greeting: greetingOf(texts, recipient.name),
    opening: words.opening,
    title: event.title,
    kind: texts.mail.kindAndFormat({ kind: texts.kinds[event.kind], format: texts.formats[event.format] }),
    facts: [
      { label: words.planned, lines: [`${day(at, event.timeZone)}, ${time(at, event.timeZone)}`, zone(at, event.timeZone)] },
      { label: words.why, lines: obstacles.map((obstacle) => words.obstacles[obstacle]) },
    ],
    action: { label: texts.mail.organise, url: links.organise },
    note: words.note,
    ...senderIn(language),
  }
}
