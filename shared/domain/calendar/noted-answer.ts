import { emailKey } from '../basics/email-address.ts'
import type { Instant } from '../basics/wall-time.ts'
import type { Registration } from '../registration/registration.ts'
import type { CalendarAnswer, CalendarReply } from './calendar-answer.ts'

/**
 * What to do with an answer.
 * - `note`: it is news; `asks` if it declines the current invitation, so that the person is to be asked about the place
 * - `repeated`: this very answer is already recorded
 * - `stale`: a newer one is recorded
 * - `other-address`: the person has already answered from the registered address
 * - `earlier-round`: it answers an invitation from before the person registered again
 * - `not-confirmed`: the registration no longer has an invitation
 */
export type Noting =
  | { readonly outcome: 'note'; readonly answer: CalendarAnswer; readonly asks: boolean }
  | { readonly outcome: 'repeated' | 'stale' | 'other-address' | 'earlier-round' | 'not-confirmed' }

type Answered = Pick<Registration, 'round' | 'status' | 'sequence' | 'email' | 'calendarAnswer'>

const isOwn = (registration: Answered, { addresses }: CalendarReply): boolean =>
  addresses.some((address) => emailKey(address) === emailKey(registration.email))

const isEarlier = (one: CalendarAnswer, other: CalendarAnswer): boolean =>
  one.sequence === other.sequence ? one.stamp < other.stamp : one.sequence < other.sequence

/** Why an answer changes nothing, if it does not. */
const noNews = (answer: CalendarAnswer, noted: CalendarAnswer): 'repeated' | 'stale' | 'other-address' | undefined => {
  const [own, ownNoted] = [answer, noted].map(({ otherAddress }) => otherAddress === undefined)
  if (!own && ownNoted && noted.sequence === answer.sequence) return 'other-address'
  if (own === ownNoted && isEarlier(answer, noted)) return 'stale'
  // The same answer sent again is news: it is newer, and revokes the wish to keep the place.
  const same = noted.answer === answer.answer && noted.sequence === answer.sequence && noted.stamp === answer.stamp
  return same && own === ownNoted ? 'repeated' : undefined
}

/** Decides about an answer to the invitation of one round of a registration. */
export const noteAnswer = (registration: Answered, round: number, reply: CalendarReply, now: Instant): Noting => {
  if (round !== registration.round) return { outcome: 'earlier-round' }
  if (registration.status !== 'confirmed') return { outcome: 'not-confirmed' }
  const answer: CalendarAnswer = {
    answer: reply.answer,
    at: now,
    // Some calendars increment SEQUENCE themselves, and some clocks are ahead; neither may beat later answers.
    sequence: Math.min(reply.sequence, registration.sequence),
    stamp: reply.stamp === undefined || reply.stamp > now ? now : reply.stamp,
    ...(isOwn(registration, reply) ? {} : { otherAddress: true }),
  }
  const refused = registration.calendarAnswer && noNews(answer, registration.calendarAnswer)
  if (refused !== undefined) return { outcome: refused }
  return { outcome: 'note', answer, asks: answer.answer === 'declined' && answer.sequence === registration.sequence }
}

/** Whether the calendar declined the current invitation and the person has not since said that they still want the place. */
export const isDeclined = ({ status, sequence, calendarAnswer }: Pick<Registration, 'status' | 'sequence' | 'calendarAnswer'>): boolean =>
  status === 'confirmed' &&
  calendarAnswer?.answer === 'declined' &&
  calendarAnswer.keptAt === undefined &&
  calendarAnswer.sequence === sequence
