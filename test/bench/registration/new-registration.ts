import { randomUUID } from 'node:crypto'
import { type Registration, registrationSchema } from '../../../shared/domain/registration/registration.ts'
import { newPerson } from '../people.ts'

/** A new person's registration, before anything is written. */
export const newRegistration = (slug: string): Registration => {
  const now = new Date().toISOString()
  const about = { id: randomUUID(), slug, language: 'en', status: 'confirmed', registeredAt: now, consentedAt: now }
  return registrationSchema.parse({ ...newPerson(), ...about, round: 1, sequence: 0, revision: 0 })
}
