import { messageTraits } from '../../../shared/domain/mail/message-traits.ts'
import type { OutboxMessage } from '../../../shared/domain/mail/outbox-message.ts'
import type { Asked, SesLog } from './post-office.ts'

/** Whether the stated reason for a failed message is true, according to SES. */
const isTrueFault = (message: OutboxMessage, asked: readonly Asked[], { bounced, complained }: SesLog): boolean => {
  const { email } = message.recipient
  switch (message.fault) {
    case 'MessageRejected':
      return asked.some(({ fault }) => fault === 'reject')
    case 'thrown-away':
      return asked.some(({ fault }) => fault === 'virus')
    case 'bounced':
      return bounced.has(email) && asked.some(({ isAccepted }) => isAccepted)
    case 'suppressed':
      return bounced.has(email) || complained.has(email)
    default:
      return false
  }
}

/** Whether the caller could not know if SES took the mail. */
const isAmbiguous = (fault: Asked['fault']): boolean => fault === 'server-error' || fault === 'hang-up-before' || fault === 'hang-up-after'

/** What is wrong in the outbox's record of a message, compared with SES's. */
const untrue = (message: OutboxMessage, asked: readonly Asked[], log: SesLog, diedWith: ReadonlySet<string>): readonly string[] => {
  const taken = asked.filter(({ isAccepted }) => isAccepted)
  const { unknown } = messageTraits[message.kind]
  switch (message.state) {
    case 'pending':
    case 'sending':
    case 'parked':
      return [`is still ${message.state}`]
    case 'sent':
      return taken.length === 0 ? ['is said to be sent, and SES never had it'] : []
    case 'superseded':
      return taken.length > 0 ? ['is said to be superseded, and SES took it'] : []
    case 'unknown':
      if (unknown === 'again') return ['is left, its fate unknown']
      if (taken.length > 0) return ['is of unknown fate, though SES told that it took it']
      return asked.some(({ fault }) => isAmbiguous(fault)) || diedWith.has(message.id)
        ? []
        : ['was given up, though SES surely never took it']
    case 'failed':
      return isTrueFault(message, asked, log) ? [] : [`has failed, it says ${message.fault}`]
  }
}

const repeated = (message: OutboxMessage, asked: readonly Asked[]): readonly string[] => {
  const [first, ...more] = asked.filter(({ isAccepted }) => isAccepted)
  if (first === undefined || more.length === 0) return []
  if (messageTraits[message.kind].unknown === 'leave') return [`was sent ${more.length + 1} times`]
  return more.every(({ mail }) => mail.raw.equals(first.mail.raw)) ? [] : ['was sent again with other bytes']
}

/** What is wrong with the messages of the outbox, one by one. */
export const auditMessages = (messages: readonly OutboxMessage[], log: SesLog, diedWith: ReadonlySet<string>): readonly string[] => {
  const byId = Map.groupBy(log.asked, ({ id }) => id)
  const known = new Set(messages.map(({ id }) => id))
  const strange = [...byId.keys()].filter((id) => !known.has(id)).map((id) => `a mail was sent that nobody owed: ${id}`)
  const wrong = messages.flatMap((message) => {
    const asked = byId.get(message.id) ?? []
    const trail = (message.trail ?? []).map(({ state, at, fault }) => `${state} ${at} ${fault ?? ''}`).join(', ')
    return [...untrue(message, asked, log, diedWith), ...repeated(message, asked)].map(
      (text) => `${message.recipient.email}: ${message.kind} ${text} (${message.id}; ${trail})`,
    )
  })
  return [...strange, ...wrong]
}
