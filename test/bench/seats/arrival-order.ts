import { quantile } from '../statistics.ts'
import type { Asked } from './audit.ts'

/** How far seats deviated from the order of arrival. */
export interface ArrivalOrder {
  /** The share of people on the waiting list who asked before somebody who got a seat. */
  readonly overtaken: number
  /** How much later people asked who still got a seat, for the median and the worst of those overtaken, in ms. */
  readonly medianMs: number
  readonly longestMs: number
  /** How many later people got a seat, for the one worst off. */
  readonly mostSeats: number
  /** Seats given to people who asked only after somebody had been told that there was none. */
  readonly afterRefusal: number
}

export const arrivalOrder = (asked: readonly Asked[]): ArrivalOrder => {
  const seated = asked.filter(({ answer }) => answer === 'confirmed').map(({ sentAt }) => sentAt)
  const waiting = asked.filter(({ answer }) => answer === 'waitlisted')
  const lastSeat = Math.max(...seated)
  const gaps = waiting.map(({ sentAt }) => lastSeat - sentAt).filter((gap) => gap > 0)
  const firstRefusal = Math.min(...waiting.map(({ answeredAt }) => answeredAt))
  const firstWaiting = Math.min(...waiting.map(({ sentAt }) => sentAt))
  return {
    overtaken: waiting.length === 0 ? 0 : gaps.length / waiting.length,
    medianMs: gaps.length === 0 ? 0 : quantile(gaps, 0.5),
    longestMs: Math.max(0, ...gaps),
    mostSeats: seated.filter((at) => at > firstWaiting).length,
    afterRefusal: seated.filter((at) => at > firstRefusal).length,
  }
}
