import type { Event } from '../../shared/domain/event.ts'
import type { Registration } from '../../shared/domain/registration.ts'
import type { Instant } from '../../shared/domain/wall-time.ts'
import { feedbackSubject } from '../../shared/web/links.ts'
import { registrationOf } from './cancelling.ts'
import type { Services } from './services.ts'

/** What a survey link opens at this moment. */
export type SurveyLink =
  | { readonly state: 'open' | 'not-yet' | 'answered'; readonly registration: Registration; readonly event: Event }
  | { readonly state: 'no-such-link' }

/** The survey opens with the end of the event, for those who had a place, once each. */
export const openSurvey = async ({ registrations, events, keys }: Services, token: string, now: Instant): Promise<SurveyLink> => {
  const registration = await registrationOf(registrations, feedbackSubject(await keys.links(), token))
  const event = registration === undefined ? undefined : await events.get(registration.slug)
  if (registration?.status !== 'confirmed' || event?.status !== 'published') return { state: 'no-such-link' }
  if (registration.answered === true) return { state: 'answered', registration, event }
  return { state: now < event.endsAt ? 'not-yet' : 'open', registration, event }
}
