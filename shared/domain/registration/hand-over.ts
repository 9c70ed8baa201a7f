import * as z from 'zod'
import { languageSchema } from '../basics/language.ts'
import type { Instant } from '../basics/wall-time.ts'
import type { Event } from '../event/event.ts'
import { isRunning } from '../event/registration-window.ts'
import { type Registration, registrationInputSchema } from './registration.ts'

const { name, email, accessibilityNeeds, attendeeType, answers, consent } = registrationInputSchema.shape

/**
 * What somebody says to hand the own place over: the body of `POST /api/v1/registrations/{token}/hand-over` and the web form.
 * Organisation, country and role are those of who hands over; the colleague can change them.
 */
export const handOverInputSchema = z.strictObject({
  name,
  email,
  accessibilityNeeds,
  attendeeType,
  answers,
  consent: consent.describe('The colleague agreed to take the place, and to the privacy notice'),
  language: languageSchema.optional().describe('Language of the colleague’s e-mails; your own if left out'),
})
export type HandOverInput = z.infer<typeof handOverInputSchema>

/**
 * Whether somebody may hand the own place over: who has one, as long as the event is not over. Only where everybody may register:
 * where an organiser decides about each person, or not everybody may come, nobody gets in by another's place.
 */
export const mayHandOver = (event: Event, { status }: Pick<Registration, 'status'>, now: Instant): boolean =>
  status === 'confirmed' && event.audience === 'public' && isRunning(event, now)
