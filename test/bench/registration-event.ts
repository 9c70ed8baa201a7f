import { randomInt, randomUUID } from 'node:crypto'
import type { RegistrationInput } from '../../shared/domain/registration/registration.ts'
import { paths } from '../../shared/site/paths.ts'
import { httpEvent } from './http-event.ts'

/** The registration form as API Gateway passes it on. */
export const registrationEvent = (slug: string, { name, email, organisation, country, role }: RegistrationInput) =>
  httpEvent({
    routeKey: 'POST /events/{slug}/register',
    path: paths.register.to({ slug }),
    pathParameters: { slug },
    // Strangers seldom share a network.
    sourceIp: `198.51.${randomInt(256)}.${randomInt(256)}`,
    form: { name, email, organisation, country, role, consent: 'true', requestKey: randomUUID() },
  })
