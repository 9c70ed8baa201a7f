import { network } from '../../domain/basics/network.ts'
import { instantNear } from '../../domain/basics/wall-time.ts'
import type { OutboxMessage } from '../../domain/mail/outbox-message.ts'
import type { ToldSpeaker } from '../../domain/mail/speaker-mail.ts'
import { rehearsalMinutes } from '../../domain/speaker/speaker.ts'
import { formatsIn } from '../../texts/formats.ts'
import { textsIn } from '../../texts/texts.ts'
import { changesOf } from './changes.ts'
import { type Fact, joinOf, sessionLines, whenOf, whereOf } from './event-facts.ts'
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

/** Another entry that changed at the same time: when it is now and was before, or that it is gone. */
const otherFact = (language: OutboxMessage['language'], other: NonNullable<ToldSpeaker['others']>[number]): Fact => {
  const { mail, site, speakers } = textsIn(language)
  const label = other.is === 'rehearsal' ? site.labelled({ label: speakers.rehearsal, value: other.title }) : other.title
  if (other.withdrawn === true) return { label, lines: [mail.speaker.gone], before: whenOf(other, language).lines.join(', ') }
  const [now, then] = [whenOf(other, language), other.before === undefined ? undefined : whenOf(other.before, language)]
  const lines = [...now.lines, ...(other.venue?.split('\n') ?? [])]
  return then === undefined || then.lines.join() === now.lines.join() ? { label, lines } : { label, lines, before: then.lines.join(', ') }
}

/** What a mail with an entry of the calendar says. */
const entryPart = (
  message: OutboxMessage,
  { entry, told, others = [], reason = 'programme', published, confirmed }: ToldSpeaker,
  links: MailLinks,
) => {
  const { event, language, kind } = message
  const texts = textsIn(language)
  const { speaker: words } = texts.mail
  const title = entry === 'rehearsal' ? texts.site.labelled({ label: texts.speakers.rehearsal, value: event.title }) : event.title
  const ended = kind === 'speaker-entry-ended'
  const { subject, opening } = ended ? words.ended : event.before === undefined ? words.entry : words.moved
  const first = typeof opening === 'string' ? opening : opening[reason]
  const { facts } = changesOf(event, language)
  return {
    title,
    subject: subject({ title }),
    opening: told === true ? words.part : first,
    facts: [
      ...facts,
      ...others.map((other) => otherFact(language, other)),
      ...(ended ? [] : joinOf(event, language)),
      ...(published === undefined ? [] : [{ label: texts.mail.eventPage, lines: [], link: links.event }]),
    ],
    action: reason === 'removed' || confirmed === undefined ? undefined : { label: words.again.action, url: links.speaking ?? links.event },
  }
}

/** What a mail that asks somebody to speak says, or one that sends them their link again. */
const invitedPart = (message: OutboxMessage, told: ToldSpeaker, links: MailLinks) => {
  const { invited, again } = textsIn(message.language).mail.speaker
  const { title, summary } = message.event
  const words = told.confirmed === undefined ? invited : again
  return {
    title,
    summary,
    subject: words.subject({ title }),
    opening: told.confirmed === undefined ? invited.opening[told.role]({ network: network.name }) : again.opening,
    facts: factsOf(message, told, links),
    action: { label: words.action, url: links.speaking ?? links.event },
    note: textsIn(message.language).mail.speaker.note,
  }
}

/** What a reminder to a speaker says. */
const reminderPart = (message: OutboxMessage, told: ToldSpeaker, about: NonNullable<ToldSpeaker['reminder']>, links: MailLinks) => {
  const { invited, again, reminder } = textsIn(message.language).mail.speaker
  const answers = about === 'answer'
  return {
    ...invitedPart(message, told, links),
    subject: reminder.subject[about]({ title: message.event.title }),
    opening: reminder.opening[about],
    facts: [...factsOf(message, told, links), ...(answers ? [] : joinOf(message.event, message.language))],
    action: { label: answers ? invited.action : again.action, url: links.speaking ?? links.event },
  }
}

const partOf = (message: OutboxMessage, told: ToldSpeaker, links: MailLinks) => {
  if (told.entry !== undefined) return entryPart(message, told, links)
  return told.reminder === undefined ? invitedPart(message, told, links) : reminderPart(message, told, told.reminder, links)
}

/** A mail to a speaker. */
export const speakerOf = (message: OutboxMessage, told: ToldSpeaker, links: MailLinks): MailContent => {
  const { language, recipient, event } = message
  const texts = textsIn(language)
  const { action, ...part } = partOf(message, told, links)
  return {
    language,
    greeting: greetingOf(texts, recipient.name),
    kind: texts.mail.kindAndFormat({ kind: texts.kinds[event.kind], format: texts.formats[event.format] }),
    ...part,
    action: action ?? { label: texts.mail.speaker.home, url: links.home ?? links.event },
    ...senderIn(language),
  }
}
