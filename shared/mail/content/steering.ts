import { network } from '../../domain/basics/network.ts'
import { instantNear } from '../../domain/basics/wall-time.ts'
import type { OutboxMessage } from '../../domain/mail/outbox-message.ts'
import type { ToldProposal } from '../../domain/mail/steering-mail.ts'
import { type Outcome, outcomes, voteKinds } from '../../domain/proposal/votes.ts'
import { formatsIn } from '../../texts/formats.ts'
import { textsIn } from '../../texts/texts.ts'
import { type Fact, whenOf } from './event-facts.ts'
import { greetingOf, senderIn } from './letterhead.ts'
import type { MailContent, MailLinks } from './what-mails-say.ts'

type Told<Part extends 'asked' | 'outcome'> = ToldProposal & { readonly [Key in Part]-?: NonNullable<ToldProposal[Key]> }
type Part = Pick<MailContent, 'subject' | 'opening' | 'facts' | 'action' | 'note'>

const { steering: rules, timeZone: networkZone } = network

const byOf = ({ language }: OutboxMessage, { by, group }: ToldProposal): string =>
  group === undefined ? by : textsIn(language).proposals.byGroup({ name: by, group })

/** Its dates by the clocks of the event; the zone once, unless some are in summer time and others not. */
const datesOf = ({ language, event: { timeZone } }: OutboxMessage, { asked: { preferredDates } }: Told<'asked'>): readonly string[] => {
  const at = (wallTime: string) => instantNear(wallTime, timeZone)
  const dates = preferredDates.map(({ start, end }) => whenOf({ startsAt: at(start), endsAt: at(end), timeZone }, language).lines)
  const zones = new Set(dates.map(([, ...zone]) => zone.join('\n')))
  return zones.size > 1 ? dates.flat() : [...dates.flatMap(([date = '']) => date), ...(dates[0]?.slice(1) ?? [])]
}

/** Asks a member for a vote, for the first time or once more. */
const votePart = (message: OutboxMessage, told: Told<'asked'>, { proposal = '' }: MailLinks): Part => {
  const texts = textsIn(message.language)
  const { list, form } = texts.proposals
  const { aim, audience, why } = told.asked
  const { opened, reminder } = texts.mail.steering
  const until = `${formatsIn(message.language).moment(told.closesAt, networkZone)} (${networkZone})`
  const { title } = message.event
  const by = byOf(message, told)
  const opening =
    message.kind === 'proposal-reminder' ? reminder.opening({ until }) : (told.round === 1 ? opened.opening : opened.again)({ by, until })
  return {
    subject: message.kind === 'proposal-reminder' ? reminder.subject({ title }) : opened.subject({ title }),
    opening,
    facts: [
      { label: list.closes, lines: [until] },
      { label: form.dates, lines: datesOf(message, told) },
      { label: form.fields.aim, lines: aim.split('\n').filter((line) => line !== '') },
      { label: form.fields.audience, lines: audience.split('\n') },
      { label: form.fields.why, lines: why.split('\n').filter((line) => line !== '') },
      ...(message.kind === 'proposal-reminder' ? [{ label: list.proposedBy, lines: [by] }] : []),
    ],
    action: { label: opened.action, url: proposal },
    note: message.kind === 'proposal-reminder' ? reminder.note : opened.note,
  }
}

/** The figures and reasons of the minutes. */
const minutedFacts = ({ language }: OutboxMessage, { minutes, moreReasons }: Told<'outcome'>['outcome']): readonly Fact[] => {
  const { minutes: words, proposals, mail } = textsIn(language)
  const { tally, counted, tookPart, reasons, openedAt, closedAt } = minutes
  const { moment } = formatsIn(language)
  const given = reasons.flatMap(({ vote, text, name }) =>
    (name === undefined
      ? words.reason({ vote: proposals.votes[vote], text })
      : words.dissent({ vote: proposals.votes[vote], name, text })
    ).split(/\n+/),
  )
  const more = moreReasons === 0 ? [] : [mail.steering.moreReasons({ count: moreReasons })]
  const none = reasons.length + moreReasons === 0 ? [words.noReasons] : []
  return [
    {
      label: words.figures,
      lines: [
        words.open({ from: moment(openedAt, networkZone), to: moment(closedAt, networkZone), zone: networkZone }),
        ...voteKinds.map((vote) => words.figure({ vote: proposals.votes[vote], count: tally[vote] })),
        words.quorum({ counted, quorum: rules.quorum }),
      ],
    },
    { label: words.tookPart, lines: tookPart.length === 0 ? [words.nobody] : tookPart },
    { label: words.reasons, lines: [...given, ...more, ...none] },
  ]
}

/** What the reader can do next: the proposer go on, others read the minutes. */
const nextOf = ({ language }: OutboxMessage, { own, mayOpenDraft, minutes: { status } }: Told<'outcome'>['outcome'], links: MailLinks) => {
  const { page } = textsIn(language).proposals
  if (own && mayOpenDraft) return { label: page.openDraft, url: links.organise }
  if (own && (status === 'returned' || status === 'lapsed')) return { label: page.proposeAgain, url: links.changeProposal ?? '' }
  return { label: textsIn(language).mail.steering.readMinutes, url: links.minutes ?? '' }
}

const openingOf = (
  words: ReturnType<typeof textsIn>['mail']['steering']['outcome'][Outcome],
  message: OutboxMessage,
  told: Told<'outcome'>,
): string => {
  if (!told.outcome.own) return words.others({ by: byOf(message, told) })
  return told.group === undefined ? words.own : words.byLink({ group: told.group })
}

/** Tells how a vote ended. */
const outcomePart = (message: OutboxMessage, told: Told<'outcome'>, links: MailLinks): Part => {
  const texts = textsIn(message.language)
  const { outcome: words, signIn } = texts.mail.steering
  const { own, mayOpenDraft, minutes } = told.outcome
  const status = outcomes.find((each) => each === minutes.status) ?? 'lapsed'
  const draftIsClosed = own && status === 'agreed' && !mayOpenDraft
  return {
    subject: words[status].subject({ title: message.event.title }),
    opening: openingOf(words[status], message, told),
    facts: minutedFacts(message, told.outcome),
    action: nextOf(message, told.outcome, links),
    note: [texts.minutes.final, ...(draftIsClosed ? [texts.proposals.page.draftForOrganiser] : []), signIn].join(' '),
  }
}

const partOf = (message: OutboxMessage, told: ToldProposal, links: MailLinks): Part => {
  const { asked, outcome } = told
  if (outcome !== undefined) return outcomePart(message, { ...told, outcome }, links)
  if (asked !== undefined) return votePart(message, { ...told, asked }, links)
  throw new RangeError('a mail about a proposal asks for a vote or tells an outcome')
}

/** A mail about a proposal to the steering group. */
export const steeringOf = (message: OutboxMessage, told: ToldProposal, links: MailLinks): MailContent => {
  const { language, recipient, event } = message
  const texts = textsIn(language)
  return {
    language,
    greeting: greetingOf(texts, recipient.name),
    title: event.title,
    kind: texts.mail.kindAndFormat({ kind: texts.kinds[event.kind], format: texts.formats[event.format] }),
    ...partOf(message, told, links),
    ...senderIn(language),
  }
}
