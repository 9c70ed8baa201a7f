import type { MessageState } from './outbox-message.ts'

/** What mails can have come to, as far as it is counted; the others are still to go. */
export const countedStates = ['sent', 'failed', 'superseded', 'unknown', 'parked'] as const
type CountedState = (typeof countedStates)[number]

/** How many mails of a fan-out were owed, and how many of those stand in a state. */
export type MailCounts = Readonly<Partial<Record<'owed' | CountedState, number>>>

/**
 * How far the mails of a fan-out have come; the numbers but `owed` add up to it.
 * `superseded` were no longer true, or not wanted, when their turn came; of `unknown` nobody can tell whether SES took them.
 */
export interface MailProgress {
  readonly owed: number
  readonly sent: number
  readonly failed: number
  readonly superseded: number
  readonly unknown: number
  /** Still to go; `parked` of them wait until SES takes mails from us again. */
  readonly toGo: number
  readonly parked: number
}

const isCounted = (state: MessageState): state is CountedState => countedStates.some((counted) => counted === state)

/** What an outbox message that went from one state to another adds to the tally's counts of its fan-out; a new one had none before. */
export const mailIncrements = (fanOut: string, before: MessageState | undefined, after: MessageState): ReadonlyMap<string, number> => {
  const name = (counter: string): string => `mails.${fanOut}.${counter}`
  const increments: [string, number][] = before === undefined ? [[name('owed'), 1]] : []
  if (before === after) return new Map(increments)
  if (before !== undefined && isCounted(before)) increments.push([name(before), -1])
  if (isCounted(after)) increments.push([name(after), 1])
  return new Map(increments)
}

/** How far mails have come, from what was counted. */
export const progressOf = ({ owed = 0, sent = 0, failed = 0, superseded = 0, unknown = 0, parked = 0 }: MailCounts = {}): MailProgress => ({
  owed,
  sent,
  failed,
  superseded,
  unknown,
  toGo: Math.max(0, owed - sent - failed - superseded - unknown),
  parked,
})
