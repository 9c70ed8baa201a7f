import { durationParts } from '../domain/basics/duration.ts'
import type { Texts } from './texts.ts'

/** A duration in words: `3 days`. */
export const sayDuration = (texts: Texts, duration: string): string => {
  const parts = durationParts(duration)
  return parts === undefined ? duration : texts.durations[parts.unit]({ count: parts.amount })
}
