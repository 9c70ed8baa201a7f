import type { Instant } from '../../domain/basics/wall-time.ts'
import type { Event } from '../../domain/event/event.ts'
import { surveyClosesAt } from '../../domain/feedback/summary.ts'
import type { Registration } from '../../domain/registration/registration.ts'
import type { Events } from '../../store/events.ts'
import type { Registrations } from '../../store/registrations.ts'
import type { Keys } from '../../store/secret-keys.ts'
import { feedbackSubject } from '../../tokens/registration-tokens.ts'
import { registrationOf } from '../registration/finding-by-link.ts'

/** What a survey link currently opens. */
export type SurveyLink =
  | { readonly state: 'open' | 'not-yet' | 'answered' | 'ended'; readonly registration: Registration; readonly event: Event }
  | { readonly state: 'no-such-link' }

interface SurveyStores {
  readonly registrations: Registrations
  readonly events: Pick<Events, 'get'>
  readonly keys: Pick<Keys, 'links'>
}

/** The survey opens at the end of the event, for those who had a place, once each, and closes after some weeks. */
export const openSurvey = async ({ registrations, events, keys }: SurveyStores, token: string, now: Instant): Promise<SurveyLink> => {
  const registration = await registrationOf(registrations, feedbackSubject(await keys.links(), token))
  const event = registration === undefined ? undefined : await events.get(registration.slug)
  if (registration?.status !== 'confirmed' || event?.status !== 'published') return { state: 'no-such-link' }
  if (registration.answered === true) return { state: 'answered', registration, event }
  if (now >= surveyClosesAt(event)) return { state: 'ended', registration, event }
  return { state: now < event.endsAt ? 'not-yet' : 'open', registration, event }
}
