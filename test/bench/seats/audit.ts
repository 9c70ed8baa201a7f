import type { Answer } from './design.ts'
import type { Snapshot } from './seat-store.ts'

/** A request and its outcome; `died` if the process that served it died. Times on the clock. */
export interface Asked {
  readonly person: string
  readonly sentAt: number
  readonly answeredAt: number
  readonly answer: Answer | 'died'
}

/** The findings at the end of a run; all but `confirmed` must be zero. */
export interface Audit {
  readonly confirmed: number
  /** Registrations confirmed beyond the capacity. */
  readonly oversold: number
  /** Seats taken without a confirmed registration, over all shards. */
  readonly leaked: number
  /** Answers that differ from what is stored, for people who got one. */
  readonly untrue: number
  /** Confirmed registrations without an owed mail, or the other way round. */
  readonly untold: number
}

const isTrue = (asked: Asked, stored: ReadonlyMap<string, string>): boolean => {
  const status = stored.get(asked.person)
  switch (asked.answer) {
    case 'confirmed':
    case 'waitlisted':
      return status === asked.answer
    case 'already':
      return status !== undefined
    default:
      return true
  }
}

export const audit = ({ counters, registrations, owed }: Snapshot, asked: readonly Asked[], capacity: number): Audit => {
  const confirmed = registrations.filter(({ status }) => status === 'confirmed')
  const held = new Map<number, number>()
  for (const { shard } of confirmed) held.set(shard, (held.get(shard) ?? 0) + 1)
  const stored = new Map(registrations.map(({ person, status }) => [person, status]))
  return {
    confirmed: confirmed.length,
    oversold: Math.max(0, confirmed.length - capacity),
    leaked: counters.reduce((sum, { taken }, shard) => sum + Math.abs(taken - (held.get(shard) ?? 0)), 0),
    untrue: asked.filter((each) => !isTrue(each, stored)).length,
    untold: Math.abs(confirmed.length - owed),
  }
}
