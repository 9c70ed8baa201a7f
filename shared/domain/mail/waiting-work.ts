import * as z from 'zod'
import { network } from '../basics/network.ts'
import { type Instant, instantSchema, wallTimeAt } from '../basics/wall-time.ts'

/** What can wait for an organiser: requests to register, and replies. */
const waitingThings = ['requests', 'replies'] as const

/** What waits for the organisers of an event: counts, and when the first request lapses. */
export const waitingWorkSchema = z.object({
  slug: z.string(),
  title: z.string(),
  timeZone: z.string(),
  counts: z.array(z.object({ what: z.enum(waitingThings), count: z.int().min(1) })).min(1),
  lapsesAt: instantSchema.optional(),
})
export type WaitingWork = z.infer<typeof waitingWorkSchema>

/** When organisers are told, by the clocks of the network. Within two hours it is tried again, in case the clock stood still. */
const toldAt = { hour: 8, hours: 2, everyMinutes: 10 }

/** The day on whose account organisers are to be told at `now`; undefined at any other time. */
export const digestDay = (now: Instant): string | undefined => {
  const wallTime = wallTimeAt(now, network.timeZone)
  const [hour, minute] = [Number(wallTime.slice(11, 13)), Number(wallTime.slice(14, 16))]
  const due = hour >= toldAt.hour && hour < toldAt.hour + toldAt.hours && minute % toldAt.everyMinutes === 0
  return due ? wallTime.slice(0, 10) : undefined
}

const dayMs = 86_400_000

/** Whether a request lapses before organisers are told again, or within a day of that: they hear of it a day before. */
export const lapsesSoon = ({ lapsesAt }: Pick<WaitingWork, 'lapsesAt'>, now: Instant): boolean =>
  lapsesAt !== undefined && Date.parse(lapsesAt) - Date.parse(now) < 2 * dayMs
