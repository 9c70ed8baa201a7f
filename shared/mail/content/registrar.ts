import type { MessageKind, OutboxMessage } from '../../domain/mail/outbox-message.ts'
import { greetedName } from '../../domain/people/person-name.ts'
import { textsIn } from '../../texts/texts.ts'

/** The kinds that may be the first mail to somebody whom another person registered. */
const comesFirst: ReadonlySet<MessageKind> = new Set(['confirmation', 'waitlisted', 'pending', 'held', 'offered'])

/** Who handed over their place: by name, if that looks like one. */
export const giverOf = ({ language, registeredBy = '' }: OutboxMessage): string =>
  greetedName(registeredBy) || textsIn(language).mail.confirmation['handed-over'].colleague

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
