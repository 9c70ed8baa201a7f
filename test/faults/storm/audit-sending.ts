import type { OutboxMessage } from '../../../shared/domain/mail/outbox-message.ts'
import type { Asked, SesLog } from './post-office.ts'

/** The most mails in any one-second window. */
export const mostInASecond = (asked: readonly Pick<Asked, 'at'>[]): number => {
  const times = asked.map(({ at }) => at).toSorted((a, b) => a - b)
  let most = 0
  for (let first = 0, last = 0; last < times.length; last++) {
    while ((times[last] ?? 0) - (times[first] ?? 0) >= 1000) first++
    most = Math.max(most, last - first + 1)
  }
  return most
}

/** Checks that SES was never asked for more mails per second than it takes, including those it refused. */
export const auditPace = ({ asked }: SesLog, rate: number): readonly string[] => {
  const most = mostInASecond(asked)
  return most > rate ? [`${most} mails in one second, SES takes ${rate}`] : []
}

// The longest that a mail checked against suppressions may wait for its slot.
const underWayMs = 60_000
const despiteComplaint: ReadonlySet<string> = new Set(['update', 'cancellation'])

/** Checks that nothing was sent to an address once it was known that mails bounce there, or are unwanted. */
export const auditSuppressions = (messages: readonly OutboxMessage[], { asked, bounced, complained }: SesLog): readonly string[] => {
  const kinds = new Map(messages.map(({ id, kind }) => [id, kind]))
  const isLate = (at: number, known: number | undefined): boolean => known !== undefined && at > known + underWayMs
  return asked.flatMap(({ id, at, address }) => {
    const kind = kinds.get(id) ?? ''
    if (isLate(at, bounced.get(address))) return [`${address} had bounced, and got the ${kind} all the same`]
    return isLate(at, complained.get(address)) && !despiteComplaint.has(kind) ? [`${address} had complained, and got the ${kind}`] : []
  })
}
