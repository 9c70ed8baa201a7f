import type { Instant } from '../basics/wall-time.ts'
import type { FanOut } from './fan-out.ts'
import type { MessageState } from './outbox-message.ts'

/** The counted outcomes of mails; all others are still to be sent. */
export const countedStates = ['sent', 'failed', 'superseded', 'unknown', 'parked'] as const
type CountedState = (typeof countedStates)[number]

/** How many mails of a fan-out were owed, and how many of them are in each state. */
export type MailCounts = Readonly<Partial<Record<'owed' | CountedState, number>>>

/**
 * The progress of a fan-out's mails; the numbers other than `owed` add up to it.
 * `superseded` mails were out of date or unwanted when their turn came; for `unknown` nobody can tell whether SES took them.
 */
export interface MailProgress {
  readonly owed: number
  readonly sent: number
  readonly failed: number
  readonly superseded: number
  readonly unknown: number
  /** Still to be sent; `parked` of them wait until SES accepts our mails again. */
  readonly toGo: number
  readonly parked: number
}

const isCounted = (state: MessageState): state is CountedState => countedStates.some((counted) => counted === state)

/** What an outbox message's change of state adds to its fan-out's counts in the tally; `before` is undefined for a new one. */
export const mailIncrements = (fanOut: string, before: MessageState | undefined, after: MessageState): ReadonlyMap<string, number> => {
  const name = (counter: string): string => `mails.${fanOut}.${counter}`
  const increments: [string, number][] = before === undefined ? [[name('owed'), 1]] : []
  if (before === after) return new Map(increments)
  if (before !== undefined && isCounted(before)) increments.push([name(before), -1])
  if (isCounted(after)) increments.push([name(after), 1])
  return new Map(increments)
}

// Counts follow their mails by half a minute, and by more if many come at once.
const countedWithinMinutes = 2

/** Whether a fan-out's counts do not yet say how many people it goes to, if anybody. */
export const isBeingPrepared = ({ finishedAt }: Pick<FanOut, 'finishedAt'>, { owed }: MailProgress, now: Instant): boolean =>
  owed === 0 && (finishedAt === undefined || Date.parse(now) < Date.parse(finishedAt) + countedWithinMinutes * 60_000)

/** The progress of mails from their counts. */
export const progressOf = ({ owed = 0, sent = 0, failed = 0, superseded = 0, unknown = 0, parked = 0 }: MailCounts = {}): MailProgress => ({
  owed,
  sent,
  failed,
  superseded,
  unknown,
  toGo: Math.max(0, owed - sent - failed - superseded - unknown),
  parked,
})
