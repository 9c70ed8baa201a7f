import { network } from '../../domain/basics/network.ts'
import { instantNear } from '../../domain/basics/wall-time.ts'
import type { OutboxMessage } from '../../domain/mail/outbox-message.ts'
import type { ToldSpeaker } from '../../domain/mail/speaker-mail.ts'
import { rehearsalMinutes } from '../../domain/speaker/speaker.ts'
import { formatsIn } from '../../texts/formats.ts'
import { textsIn } from '../../texts/texts.ts'
import { type Fact, sessionLines, whenOf, whereOf } from './event-facts.ts'
import { greetingOf, senderIn } from './letterhead.ts'
import type { MailContent, MailLinks } from './what-mails-say.ts'

/** When a rehearsal is: `Monday 16 May 2022, 10:00 (30 minutes)`. */
const rehearsalLine = ({ language, event: { timeZone } }: OutboxMessage, rehearsal: string): string => {
  const { day, time } = formatsIn(language)
  const at = instantNear(rehearsal, timeZone)
  return textsIn(language).mail.speaker.rehearsalAt({ day: day(at, timeZone), time: time(at, timeZone), minutes: rehearsalMinutes })
}

const factsOf = (message: OutboxMessage, { role, rehearsal, published }: ToldSpeaker, links: MailLinks): readonly Fact[] => {
  const { event, language } = message
  const texts = textsIn(language)
  const { sessions = [] } = event
  return [
    whenOf(event, language),
    whereOf(event, language),
    ...(sessions.length === 0 ? [] : [{ label: texts.speakers.sessionsOf[role], lines: sessionLines(sessions, language) }]),
    ...(rehearsal === undefined ? [] : [{ label: texts.speakers.rehearsal, lines: [rehearsalLine(message, rehearsal)] }]),
    ...(published === undefined ? [] : [{ label: texts.mail.eventPage, lines: [], link: links.event }]),
  ]
}

/** A mail to a speaker. */
export const speakerOf = (message: OutboxMessage, told: ToldSpeaker, links: MailLinks): MailContent => {
  const { language, recipient, event } = message
  const texts = textsIn(language)
  const words = told.confirmed === undefined ? texts.mail.speaker.invited : texts.mail.speaker.again
  const { title } = event
  return {
    language,
    subject: words.subject({ title }),
    greeting: greetingOf(texts, recipient.name),
    opening:
      told.confirmed === undefined
        ? texts.mail.speaker.invited.opening[told.role]({ network: network.name })
        : texts.mail.speaker.again.opening,
    title,
    kind: texts.mail.kindAndFormat({ kind: texts.kinds[event.kind], format: texts.formats[event.format] }),
    summary: event.summary,
    facts: factsOf(message, told, links),
    action: { label: words.action, url: links.speaking ?? links.event },
    note: texts.mail.speaker.note,
    ...senderIn(language),
  }
}
