import { emailKey } from '../basics/email-address.ts'
import type { Instant } from '../basics/wall-time.ts'
import type { Registration } from '../registration/registration.ts'
import type { CalendarAnswer, CalendarReply } from './calendar-answer.ts'

/**
 * What an answer is worth.
 * - `note`: it is news; `asks` when it declines the invitation as it stands now, so that the person is to be asked about the place
 * - `repeated`: this very answer was noted already
 * - `stale`: a newer one was noted
 * - `other-address`: the person answered for himself already
 * - `earlier-round`: it answers an invitation from before the person registered anew
 * - `not-confirmed`: the registration has no invitation any more
 */
export type Noting =
  | { readonly outcome: 'note'; readonly answer: CalendarAnswer; readonly asks: boolean }
  | { readonly outcome: 'repeated' | 'stale' | 'other-address' | 'earlier-round' | 'not-confirmed' }

type Answered = Pick<Registration, 'round' | 'status' | 'sequence' | 'email' | 'calendarAnswer'>

const isOwn = (registration: Answered, { addresses }: CalendarReply): boolean =>
  addresses.some((address) => emailKey(address) === emailKey(registration.email))

const isEarlier = (one: CalendarAnswer, other: CalendarAnswer): boolean =>
  one.sequence === other.sequence ? one.stamp < other.stamp : one.sequence < other.sequence

/** Why an answer is none that changes what was noted, if so. */
const noNews = (answer: CalendarAnswer, noted: CalendarAnswer): 'repeated' | 'stale' | 'other-address' | undefined => {
  const [own, ownNoted] = [answer, noted].map(({ otherAddress }) => otherAddress === undefined)
  if (!own && ownNoted && noted.sequence === answer.sequence) return 'other-address'
  if (own === ownNoted && isEarlier(answer, noted)) return 'stale'
  // The same answer given anew is news: it is the newer one, and takes back that the place was kept.
  const same = noted.answer === answer.answer && noted.sequence === answer.sequence && noted.stamp === answer.stamp
  return same && own === ownNoted ? 'repeated' : undefined
}

/** Decides about an answer to the invitation of a round of a registration. */
export const noteAnswer = (registration: Answered, round: number, reply: CalendarReply, now: Instant): Noting => {
  if (round !== registration.round) return { outcome: 'earlier-round' }
  if (registration.status !== 'confirmed') return { outcome: 'not-confirmed' }
  const answer: CalendarAnswer = {
    answer: reply.answer,
    at: now,
    // Some calendars count on by themselves, and some clocks are ahead; neither must outdo the answers that come later.
    sequence: Math.min(reply.sequence, registration.sequence),
    stamp: reply.stamp === undefined || reply.stamp > now ? now : reply.stamp,
    ...(isOwn(registration, reply) ? {} : { otherAddress: true }),
  }
  const refused = registration.calendarAnswer && noNews(answer, registration.calendarAnswer)
  if (refused !== undefined) return { outcome: refused }
  return { outcome: 'note', answer, asks: answer.answer === 'declined' && answer.sequence === registration.sequence }
}

/** Whether the calendar declined the invitation as it stands now, and the person did not say since that the place is still wanted. */
export const isDeclined = ({ status, sequence, calendarAnswer }: Pick<Registration, 'status' | 'sequence' | 'calendarAnswer'>): boolean =>
  status === 'confirmed' &&
  calendarAnswer?.answer === 'declined' &&
  calendarAnswer.keptAt === undefined &&
  calendarAnswer.sequence === sequence
