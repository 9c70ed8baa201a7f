import type { MessageKind, OutboxMessage } from '../../domain/mail/outbox-message.ts'
import { greetedName } from '../../domain/people/person-name.ts'
import { textsIn } from '../../texts/texts.ts'

/** The kinds that may be the first mail to somebody whom another person registered. */
const comesFirst: ReadonlySet<MessageKind> = new Set(['confirmation', 'waitlisted', 'pending', 'held', 'offered'])

/** Who handed over their place: by name, if that looks like one. */
export const giverOf = ({ language, registeredBy = '' }: OutboxMessage): string =>
  greetedName(registeredBy) || textsIn(language).mail.confirmation['handed-over'].colleague

/** What somebody with a registration is told of another attempt: whose it was, and what can be done about it. */
export const openingOfLink = (message: OutboxMessage): string => {
  const { language, reason, registeredBy, tried } = message
  const texts = textsIn(language).mail
  const { opening, openingByOthers, openingHandedOver, openingForAnother } = texts.link
  if (reason === 'handed-over') return openingHandedOver({ colleague: giverOf(message) })
  if (tried === undefined) {
    if (registeredBy === undefined) return opening
    const name = greetedName(registeredBy)
    return `${name === '' ? texts.registeredWithOthers : texts.registeredBy({ name })} ${openingByOthers}`
  }
  const name = greetedName(tried)
  const by = greetedName(registeredBy ?? '')
  const first =
    name === '' ? openingForAnother.nobody : by === '' ? openingForAnother.alone({ name }) : openingForAnother.byColleague({ name, by })
  return `${first} ${openingForAnother.ways}`
}

/**
 * The opening of a mail, which says first who registered the recipient, if somebody else did. A stranger can write any name: as
 * for greetings.
 */
export const afterRegistrar = ({ kind, language, reason, registeredBy }: OutboxMessage, opening: string): string => {
  if (registeredBy === undefined || reason === 'handed-over' || !comesFirst.has(kind)) return opening
  const texts = textsIn(language).mail
  const name = greetedName(registeredBy)
  const first = name === '' ? texts.registeredWithOthers : texts.registeredBy({ name })
  return `${first} ${kind === 'held' ? texts.held.openingByOthers : opening}`
}
