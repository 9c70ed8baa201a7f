import { durationParts } from '../../shared/domain/duration.ts'
import type { Texts } from '../../shared/texts/texts.ts'

/** A duration in words: `3 days`. */
export const sayDuration = (texts: Texts, duration: string): string => {
  const parts = durationParts(duration)
  return parts === undefined ? duration : texts.durations[parts.unit](parts.amount)
}
