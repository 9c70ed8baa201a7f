import { durationParts } from '../domain/basics/duration.ts'
import type { Texts } from './texts.ts'

/** A duration in words: `3 days`. */
export const sayDuration = (texts: Texts, duration: string): string => {
  const parts = durationParts(duration)
  return parts === undefined ? duration : texts.durations[parts.unit]({ count: parts.amount })
}

const minutesAnHour = 60
const minutesADay = 24 * minutesAnHour

/** How long something takes from start to end, in words: `1 hour 30 minutes`; what goes on over nights in days, the last one whole. */
export const sayLength = ({ durations }: Texts, length: number): string => {
  if (length > minutesADay) return durations.days({ count: Math.ceil(length / minutesADay) })
  const [hours, minutes] = [Math.floor(length / minutesAnHour), length % minutesAnHour]
  return [
    ...(hours === 0 ? [] : [durations.hours({ count: hours })]),
    ...(minutes === 0 && hours > 0 ? [] : [durations.minutes({ count: minutes })]),
  ].join(' ')
}
