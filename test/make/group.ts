import { type GroupRegistrationInput, groupRegistrationInputSchema } from '../../shared/domain/registration/group.ts'

/** People of one organisation, as entered by the person who registers them all. */
export const makeGroup = (...names: readonly string[]): GroupRegistrationInput =>
  groupRegistrationInputSchema.parse({
    organisation: 'Authority',
    country: 'FR',
    role: 'procurer',
    consent: true,
    people: names.map((name) => ({ name, email: `${name.toLowerCase()}@authority.example` })),
  })
