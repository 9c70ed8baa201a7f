import { network } from '../../domain/basics/network.ts'
import { messageTraits } from '../../domain/mail/message-traits.ts'
import type { LinkedRegistration, OutboxMessage } from '../../domain/mail/outbox-message.ts'
import type { Ending } from '../../domain/registration/registration.ts'
import { formatsIn } from '../../texts/formats.ts'
import { type Texts, textsIn } from '../../texts/texts.ts'
import { addressPart } from './another-address.ts'
import { changesOf } from './changes.ts'
import { sessionsFor } from './chosen-sessions.ts'
import { type Fact, joinOf, whenOf } from './event-facts.ts'
import { greetingOf, senderIn } from './letterhead.ts'
import { notPublishedOf } from './not-published.ts'
import { afterRegistrar, giverOf, openingOfLink } from './registrar.ts'
import { speakerOf } from './speaker.ts'
import { steeringOf } from './steering.ts'
import { waitingOf } from './waiting-work.ts'
import type { MailContent, MailLinks } from './what-mails-say.ts'

/** When an offer expires, or by when a request is decided, in the event's zone. */
const untilOf = ({ kind, until, event, language }: OutboxMessage): readonly Fact[] => {
  const labels = textsIn(language).mail.until
  if (until === undefined || (kind !== 'offered' && kind !== 'held' && kind !== 'pending' && kind !== 'address-change')) return []
  const { day, time, zone } = formatsIn(language)
  return [{ label: labels[kind], lines: [`${day(until, event.timeZone)}, ${time(until, event.timeZone)}`, zone(until, event.timeZone)] }]
}

type Part = Pick<MailContent, 'subject' | 'opening' | 'action'> & {
  readonly note?: string
  /** Whether the mail describes the event rather than only naming it. */
  readonly describes: boolean
  /** Whether it says where to join, which only confirmed people are told. */
  readonly joins: boolean
  /** A personal page in addition to the action. */
  readonly page?: Fact
}

type EndKind = 'cancellation' | 'waitlist-left' | 'offer-ended' | 'request-ended'

/** What a mail says about an end: the words for its reason, by default for the person's own wish. */
const endWords = (texts: Texts['mail'], kind: EndKind, reason: Ending) => {
  if (reason === 'address-changed') {
    const { subject, opening } = texts['address-changed']
    return { subject, opening: opening({ address: network.contactEmail }) }
  }
  switch (kind) {
    case 'cancellation':
      return texts.cancellation[reason === 'event' || reason === 'handed-over' || reason === 'organiser' ? reason : 'person']
    case 'waitlist-left':
      return texts['waitlist-left'][reason === 'event' || reason === 'organiser' ? reason : 'person']
    case 'offer-ended':
      return texts['offer-ended'][reason === 'event' || reason === 'offer-expired' || reason === 'organiser' ? reason : 'offer-declined']
    case 'request-ended':
      if (reason === 'organiser') return texts['request-ended']['not-approved']
      return texts['request-ended'][reason === 'event' || reason === 'not-approved' || reason === 'approval-expired' ? reason : 'person']
  }
}

const hourMs = 3_600_000

/** In the last hour it says so; for online events, joining is then the one thing to do. */
const reminderPart = ({ event, language, createdAt }: OutboxMessage, links: MailLinks): Part => {
  const texts = textsIn(language).mail
  const soon = Date.parse(event.startsAt) - Date.parse(createdAt) <= hourMs
  const { subject, opening } = texts.reminder[soon ? 'soon' : 'ahead']
  const about = { subject: subject({ title: event.title }), opening, describes: false }
  return soon && event.format === 'online' && event.joinUrl !== undefined
    ? {
        ...about,
        action: { label: texts.reminder.join, url: event.joinUrl },
        note: texts.reminder.joinNote,
        joins: false,
        page: { label: texts.seeRegistration, lines: [], link: links.registration },
      }
    : { ...about, action: { label: texts.seeRegistration, url: links.registration }, note: texts.manage, joins: true }
}

/** What an update says first: how the person takes part now, or what changed. */
const openingOfUpdate = ({ event, language, switched }: OutboxMessage): string => {
  const { update, changed } = textsIn(language).mail
  if (switched === true && event.format !== 'hybrid') return update.switched[event.format]
  const [only, ...more] = changesOf(event, language).what
  if (only === undefined) return update.opening
  return only === changed.sessions && more.length === 0 ? update.sessionsOnly : update.openingWith({ what: [only, ...more].join(', ') })
}

const partOf = (message: OutboxMessage, links: MailLinks): Part => {
  const texts = textsIn(message.language).mail
  const { title } = message.event
  const toRegistration = { action: { label: texts.seeRegistration, url: links.registration }, note: texts.manage }
  const toEvent = { action: { label: texts.seeEvent, url: links.event } }
  const { kind, reason = 'person' } = message
  switch (kind) {
    case 'confirmation': {
      const { 'handed-over': handedOver, 'address-changed': addressChanged } = texts.confirmation
      const { subject, opening } = reason === 'address-changed' ? addressChanged : texts.confirmation
      const words =
        reason === 'handed-over'
          ? { subject: handedOver.subject({ title }), opening: handedOver.opening({ colleague: giverOf(message) }) }
          : { subject: subject({ title }), opening }
      return { ...words, ...toRegistration, describes: true, joins: true }
    }
    case 'update': {
      return {
        subject: texts.update.subject({ title }),
        opening: openingOfUpdate(message),
        ...toRegistration,
        describes: true,
        joins: true,
      }
    }
    case 'cancellation':
    case 'waitlist-left':
    case 'offer-ended':
    case 'request-ended': {
      const { subject, opening } = endWords(texts, kind, reason)
      return { subject: subject({ title }), opening, ...toEvent, describes: false, joins: false }
    }
    case 'waitlisted':
    case 'pending': {
      const { subject, opening } = texts[kind]
      return { subject: subject({ title }), opening, ...toRegistration, describes: true, joins: false }
    }
    case 'link': {
      const subject = texts.link.subject({ title })
      return { subject, opening: openingOfLink(message), ...toRegistration, describes: false, joins: false }
    }
    case 'held':
    case 'offered': {
      const { subject, opening, action } = texts[kind]
      return {
        subject: subject({ title }),
        opening,
        action: { label: action, url: links.registration },
        note: texts.manage,
        describes: true,
        joins: false,
      }
    }
    case 'address-change':
    case 'address-taken':
    case 'address-asked':
      return addressPart(message, kind, title, links)
    case 'decline-question': {
      const { subject, opening, action, note } = texts[kind]
      return { subject: subject({ title }), opening, action: { label: action, url: links.cancel }, note, describes: false, joins: false }
    }
    case 'personal-link': {
      const { subject, opening, action, note } = texts[kind]
      const url = links.register ?? links.event
      return {
        subject: subject({ title }),
        opening,
        action: { label: action, url },
        note: note({ email: message.recipient.email }),
        describes: true,
        joins: false,
      }
    }
    case 'invited': {
      const { subject, opening, action, note } = texts.invited
      return {
        subject: subject({ title }),
        opening: opening({ network: network.name }),
        action: { label: action, url: links.register ?? links.event },
        note: note({ email: message.recipient.email, network: network.name }),
        describes: true,
        joins: false,
      }
    }
    case 'event-shared':
    case 'event-handed-over': {
      const { subject, opening, note } = texts[kind]
      const action = { label: texts.organise, url: links.organise }
      return { subject: subject({ title }), opening, action, note, describes: false, joins: false }
    }
    case 'my-links':
    case 'my-data':
    case 'waiting':
    case 'not-published':
    case 'proposal-opened':
    case 'proposal-reminder':
    case 'proposal-outcome':
    case 'speaker-invited':
    case 'speaker-reminder':
    case 'speaker-entry':
    case 'speaker-entry-ended':
      throw new RangeError('a mail about no single event has content of its own')
    case 'survey':
    case 'survey-reminder': {
      const { subject, opening, action, note } = texts[kind]
      return { subject: subject({ title }), opening, action: { label: action, url: links.feedback }, note, describes: false, joins: false }
    }
    case 'message': {
      const { subject = title, text: opening = '' } = message.written ?? {}
      const to = message.written?.group === 'when-cancelled' ? toEvent : toRegistration
      return { subject, opening, ...to, describes: false, joins: false }
    }
    case 'reminder':
      return reminderPart(message, links)
  }
}

/** The unsubscribe link of a kind, if it has one. */
const waysOut = ({ kind, language }: OutboxMessage, { unsubscribe }: MailLinks): Pick<MailContent, 'unsubscribe'> =>
  messageTraits[kind].optional ? { unsubscribe: { label: textsIn(language).mail.unsubscribe, url: unsubscribe } } : {}

/** A mail about several registrations: each with its event, time and personal link. */
const listOf = (message: OutboxMessage, of: readonly LinkedRegistration[], { registrations = [], calendar }: MailLinks): MailContent => {
  const { language, recipient } = message
  const texts = textsIn(language)
  const words = texts.mail['my-links']
  const [first = ''] = registrations
  return {
    language,
    subject: words.subject,
    greeting: greetingOf(texts, recipient.name),
    opening: words.opening,
    title: words.title,
    kind: words.count({ count: of.length }),
    facts: [
      ...of.map(({ event, status }, index) => ({
        label: event.title,
        lines: [...whenOf(event, language).lines, texts.registrationStatuses[status]],
        link: registrations[index] ?? first,
      })),
      { label: texts.personalCalendar.title, lines: [words.calendar], link: calendar },
    ],
    action: { label: of.length === 1 ? texts.mail.seeRegistration : words.action, url: first },
    note: words.note,
    ...senderIn(language),
  }
}

/** A mail about an address: about no event. */
const dataOf = ({ language, recipient, event }: OutboxMessage, { myData = '' }: MailLinks): MailContent => {
  const texts = textsIn(language)
  const { subject, opening, title, action, note } = texts.mail['my-data']
  const { day, time, zone } = formatsIn(language)
  const until = {
    label: texts.mail.until['my-data'],
    lines: [`${day(event.endsAt, event.timeZone)}, ${time(event.endsAt, event.timeZone)}`, zone(event.endsAt, event.timeZone)],
  }
  return {
    language,
    subject,
    greeting: greetingOf(texts, recipient.name),
    opening,
    title,
    kind: event.title,
    facts: [until],
    action: { label: action, url: myData },
    note,
    ...senderIn(language),
  }
}

/** What the mail for a message says. */
export const contentOf = (message: OutboxMessage, links: MailLinks): MailContent => {
  if (message.kind === 'my-links' && message.links !== undefined) return listOf(message, message.links, links)
  if (message.kind === 'waiting') return waitingOf(message, links)
  if (message.publication !== undefined) return notPublishedOf(message, message.publication, links)
  if (message.proposal !== undefined) return steeringOf(message, message.proposal, links)
  if (message.speaker !== undefined) return speakerOf(message, message.speaker, links)
  if (message.kind === 'my-data') return dataOf(message, links)
  const { event, language, recipient } = message
  const texts = textsIn(language)
  const { describes, joins, page: own, ...part } = partOf(message, links)
  const changed = changesOf(event, language).facts
  const page = { label: texts.mail.eventPage, lines: [], link: links.event }
  return {
    ...part,
    opening: afterRegistrar(message, part.opening),
    language,
    greeting: greetingOf(texts, recipient.name),
    ...(message.note === undefined ? {} : { words: { label: texts.mail.organiserSays, text: message.note } }),
    title: event.title,
    kind: texts.mail.kindAndFormat({ kind: texts.kinds[event.kind], format: texts.formats[event.format] }),
    ...(describes ? { summary: event.summary } : {}),
    facts: [
      ...untilOf(message),
      ...changed,
      ...sessionsFor(message, changed),
      ...(joins ? joinOf(event, language) : []),
      ...(own === undefined ? [] : [own]),
      ...(part.action.url === links.event ? [] : [page]),
    ],
    ...waysOut(message, links),
    ...senderIn(language),
  }
}
