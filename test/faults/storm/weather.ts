import type { MailFault } from '../../../infra/local/ses/ses.ts'
import type { FaultRates } from '../fault-injector.ts'

export const fronts = [
  'throttling',
  'quota',
  'errors',
  'lost-answers',
  'unreachable',
  'slow',
  'crashes',
  'contention',
  'twice',
  'stale',
  'late-events',
] as const

/**
 * What a period of bad weather brings.
 * `throttling`, `quota`, `errors`, `lost-answers`, `unreachable`: SES is too busy, takes no more today, is broken, takes mails
 * without answering, or cannot be reached; `slow`: everything takes longer; `crashes`: processes die;
 * `contention`: DynamoDB has conflicts and no capacity; `twice`: most stream records are delivered twice, or concurrently;
 * `stale`: indexes lag by seconds; `late-events`: SES reports the fate of mails minutes late.
 */
export interface Front {
  readonly what: (typeof fronts)[number]
  /** Milliseconds after the part of the storm began. */
  readonly from: number
  readonly to: number
}

type SesFault = Extract<
  MailFault,
  'throttle' | 'daily-quota' | 'reject' | 'server-error' | 'hang-up-before' | 'hang-up-after' | 'mailbox-full' | 'virus'
>
type SesRates = Partial<Record<SesFault, number>>

const fair: FaultRates = { lostCall: 0, lostAnswer: 0, conflict: 0, throttle: 0, crash: 0, lag: 0 }
const foul: FaultRates = { lostCall: 0.004, lostAnswer: 0.006, conflict: 0.02, throttle: 0.004, crash: 0.003, lag: 0 }
const foulSes: SesRates = {
  throttle: 0.01,
  reject: 0.002,
  'server-error': 0.005,
  'hang-up-before': 0.005,
  'hang-up-after': 0.01,
  'mailbox-full': 0.01,
  virus: 0.001,
}

const worseSes: Readonly<Partial<Record<Front['what'], SesRates>>> = {
  throttling: { throttle: 0.6 },
  quota: { 'daily-quota': 1 },
  errors: { 'server-error': 0.7 },
  'lost-answers': { 'hang-up-after': 0.8 },
  unreachable: { 'hang-up-before': 0.7 },
}

/** The weather at each moment, according to the storm's plan. It is fair until a part of the storm begins. */
export const createWeather = (now: () => number, random: () => number) => {
  let part: readonly Front[] | undefined
  let beganAt = 0

  const isOver = (what: Front['what']): boolean =>
    part?.some((front) => front.what === what && now() - beganAt >= front.from && now() - beganAt < front.to) ?? false

  const sesRates = (): SesRates => {
    if (part === undefined) return {}
    const worse = Object.entries(worseSes).find(([what]) => part?.some((front) => front.what === what && isOver(front.what)))
    return { ...foulSes, ...worse?.[1] }
  }

  return {
    begin: (next: readonly Front[]): void => {
      part = next
      beganAt = now()
    },
    clear: (): void => {
      part = undefined
    },
    isFoul: (): boolean => part !== undefined,
    /** The probability of each fault per call to DynamoDB. */
    database: (): FaultRates => {
      if (part === undefined) return fair
      const contended = isOver('contention') ? { conflict: 0.3, throttle: 0.03, lostAnswer: 0.03 } : {}
      return { ...foul, ...contended, ...(isOver('crashes') ? { crash: 0.02 } : {}) }
    },
    /** The probability that an event about a mail is much too late. */
    lateness: (): number => {
      if (part === undefined) return 0
      return isOver('late-events') ? 0.95 : 0.05
    },
    /** For how many milliseconds an index does not know what was written. */
    lag: (): number => {
      if (part === undefined) return 0
      if (isOver('stale')) return random() * 15_000
      return random() < 0.05 ? random() * 1500 : 0
    },
    /** The probability that records are delivered twice, in succession or concurrently. */
    twice: (): number => {
      if (part === undefined) return 0
      return isOver('twice') ? 0.8 : 0.12
    },
    /** What goes wrong with a mail that reaches SES. */
    ses: (): SesFault | undefined => {
      let luck = random()
      for (const [fault, rate] of sesEntries(sesRates())) {
        if (luck < rate) return fault
        luck -= rate
      }
      return undefined
    },
    /** Milliseconds until an answer arrives: usually few, sometimes many. */
    latency: (): number => {
      const often = 1 + random() * 8
      if (part === undefined) return often
      return random() < (isOver('slow') ? 0.2 : 0.004) ? often + random() * 1500 : often
    },
  }
}
export type Weather = ReturnType<typeof createWeather>

const sesFaults = ['daily-quota', 'throttle', 'reject', 'server-error', 'hang-up-before', 'hang-up-after', 'mailbox-full', 'virus'] as const
const sesEntries = (rates: SesRates): readonly (readonly [SesFault, number])[] => sesFaults.map((fault) => [fault, rates[fault] ?? 0])
