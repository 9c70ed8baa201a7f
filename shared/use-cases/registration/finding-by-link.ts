import type { Registration } from '../../domain/registration/registration.ts'
import type { Registrations } from '../../store/registrations.ts'
import type { LinkSubject } from '../../tokens/registration-tokens.ts'

/** The registration that a personal link speaks for, unless the same address has registered again since. */
export const registrationOf = async (registrations: Registrations, subject: LinkSubject | undefined): Promise<Registration | undefined> => {
  const registration = subject === undefined ? undefined : await registrations.get(subject.id)
  return registration?.round === subject?.round ? registration : undefined
}
