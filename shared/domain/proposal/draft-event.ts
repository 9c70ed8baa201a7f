import { type Instant, instantNear } from '../basics/wall-time.ts'
import type { EventInput } from '../event/event.ts'
import { audiences } from '../event/fields.ts'
import type { DateSpan } from '../event/from-until.ts'
import { eventInputSchema } from '../event/input.ts'
import type { ProposalInput } from './input.ts'

const mostInSummary = 600

/** A text's beginning, cut at a word. */
const beginning = (text: string): string => {
  if (text.length <= mostInSummary) return text
  const whole = text.slice(0, mostInSummary - 1)
  return `${whole.slice(0, Math.max(whole.lastIndexOf(' '), whole.lastIndexOf('\n'), 1)).trimEnd()}…`
}

/** The date a draft gets: the best one that is still ahead, or the best of all. */
const chosenDate = ({ preferredDates, timeZone }: ProposalInput, now: Instant): DateSpan => {
  const chosen = preferredDates.find(({ start }) => instantNear(start, timeZone) > now) ?? preferredDates[0]
  if (chosen === undefined) throw new RangeError('a checked proposal has a date')
  return chosen
}

/** The event that an agreed proposal becomes, with everything filled in that the proposal says. */
export const eventInputOf = (asked: ProposalInput, now: Instant): EventInput => {
  const { title, aim, audience, kind, format, timeZone, partners, speakers, topics, language } = asked
  const summary = beginning(aim)
  const named = audiences.find((known) => known === audience)
  const description = [...(summary === aim ? [] : [aim]), ...(named === undefined ? [audience] : [])].join('\n\n')
  return eventInputSchema.parse({
    kind,
    title,
    summary,
    ...(description === '' ? {} : { description }),
    format,
    timeZone,
    ...chosenDate(asked, now),
    language,
    audience: named ?? 'public',
    topics,
    partners,
    speakers: speakers.map((name) => ({ name })),
  })
}
