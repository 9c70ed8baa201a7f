import { randomInt, randomUUID } from 'node:crypto'
import { type RegistrationInput, registrationInputSchema } from '../../shared/domain/registration/registration.ts'

/** The input of somebody new; never the same address twice. */
export const newPerson = (): RegistrationInput =>
  registrationInputSchema.parse({
    name: 'Zoë O’Brien',
    // Of many organisations, as those of one would be asked for proofs of work.
    email: `${randomUUID()}@authority${randomInt(1_000)}.example`,
    organisation: 'Ministry of the Interior',
    country: 'FR',
    role: 'procurer',
    consent: true,
  })
