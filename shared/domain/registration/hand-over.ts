import * as z from 'zod'
import { emailKey } from '../basics/email-address.ts'
import { languageSchema } from '../basics/language.ts'
import type { Instant } from '../basics/wall-time.ts'
import type { Event } from '../event/event.ts'
import { isRunning } from '../event/registration-window.ts'
import type { RegistrationForm } from '../registration-form/form.ts'
import { type Registration, registrationInputSchema } from './registration.ts'

const { name, email, accessibilityNeeds, attendeeType, answers, consent } = registrationInputSchema.shape

/**
 * The input for handing over a place: the body of `POST /api/v1/registrations/{token}/hand-over` and the web form.
 * Organisation, country and role are copied from the person handing over; the colleague can change them.
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
/** What an event asks a colleague: everything but how they take part, as that goes with the place. */
export const colleagueForm = <Form extends RegistrationForm>({ format: _, ...asked }: Form): Omit<Form, 'format'> => asked

const withAddress = z.object({ email })

/** The input of one giver: an own address is told together with whatever else is wrong. Once the place is handed over, anything is late. */
export const handOverInputOf = (giver: Pick<Registration, 'email' | 'status'>): z.ZodType<HandOverInput> =>
  handOverInputSchema.refine(
    (said) => {
      const to = withAddress.safeParse(said).data?.email
      return giver.status === 'cancelled' || to === undefined || emailKey(to) !== emailKey(giver.email)
    },
    { path: ['email'], message: 'own-address', when: () => true },
  )
export type HandOverInput = z.infer<typeof handOverInputSchema>

/**
 * Whether somebody may hand over their place: while they have one and the event is not over, and only for public events.
 * Where an organiser approves people, or a list decides, nobody gets in on somebody else's place. Nor a place that was handed over
 * before: it would go from hand to hand past everybody who waits.
 */
export const mayHandOver = (event: Event, { status, takenOver }: Pick<Registration, 'status' | 'takenOver'>, now: Instant): boolean =>
  status === 'confirmed' && takenOver !== true && event.audience === 'public' && isRunning(event, now)
