import * as z from 'zod'
import { answersSchema } from '../registration-form/answers.ts'
import { type Registration, registrationDetailsSchema, registrationInputSchema } from './registration.ts'

const { name, organisation, country, role, accessibilityNeeds, attendeeType, participation } = registrationDetailsSchema.shape

/** A change to a registration: any details, or the choice of sessions; `null` removes an optional detail or an answer (RFC 7396). */
export const registrationPatchSchema = z
  .strictObject({
    name,
    organisation,
    country,
    role,
    accessibilityNeeds: accessibilityNeeds.nullable(),
    attendeeType,
    participation,
    answers: z
      .record(z.string(), answersSchema.valueType.nullable())
      .describe('Answers by question id; null removes one, others stay as they are'),
    sessions: registrationInputSchema.shape.sessions.unwrap().describe('Ids of all sessions the person chooses now'),
  })
  .partial()
export type RegistrationPatch = z.infer<typeof registrationPatchSchema>

const withoutNull = (values: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== undefined))

/** The details with a change merged in, apart from how the person takes part if the change does not say so. Check them with `registrationDetailsSchema` and the event's questions before use. */
export const patchedDetails = (
  registration: Registration,
  { answers = {}, sessions: _, ...patch }: RegistrationPatch,
): Record<string, unknown> => {
  const { name, organisation, country, role, accessibilityNeeds, attendeeType } = registration
  return {
    ...withoutNull({ name, organisation, country, role, accessibilityNeeds, attendeeType, ...patch }),
    answers: withoutNull({ ...registration.answers, ...answers }),
  }
}
