import { randomUUID } from 'node:crypto'
import type { Event, EventInput } from '../../shared/domain/event/event.ts'
import { eventInputSchema } from '../../shared/domain/event/input.ts'
import { type RegistrationInput, registrationInputSchema } from '../../shared/domain/registration/registration.ts'
import { seatsGiven } from '../../shared/domain/seats/seats.ts'
import type { Staff } from '../../shared/domain/who-may.ts'
import { createManaging } from '../../shared/use-cases/event/managing.ts'
import { createRegistering, type Registering } from '../../shared/use-cases/registration/registering.ts'
import type { Stores } from '../store/local-store.ts'

export const now = '2022-04-01T09:00:00.000Z'

export const organiser: Staff = { subject: 'organiser', name: 'Organiser', roles: ['organiser'] }

export const makeEventInput = (overrides: Partial<EventInput> = {}): EventInput =>
  eventInputSchema.parse({
    kind: 'webinar',
    title: `Building Market Demand ${randomUUID().slice(0, 8)}`,
    summary: 'How public buyers of security solutions bundle their needs.',
    format: 'online',
    timeZone: 'Europe/Brussels',
    start: '2022-05-17T10:00',
    end: '2022-05-17T12:00',
    joinUrl: 'https://meet.example/building-market-demand',
    ...overrides,
  })

export const makePerson = (number: number, overrides: Partial<RegistrationInput> = {}): RegistrationInput =>
  registrationInputSchema.parse({
    name: `Person ${number}`,
    email: `person${number}@authority.example`,
    organisation: 'Ministry of the Interior',
    country: 'FR',
    role: 'procurer',
    consent: true,
    ...overrides,
  })

/** A published event in the store. */
export const publishEvent = async (stores: Stores, overrides: Partial<EventInput> = {}, owner: Staff = organiser): Promise<Event> => {
  const scheduling = createManaging(stores)
  const { slug } = await scheduling.create(makeEventInput(overrides), { staff: owner, now })
  const published = await scheduling.publish(slug, { staff: owner, now })
  if (published.outcome !== 'done') throw new Error(`not published: ${published.outcome}`)
  return published.event
}

/** Registers people 1 to `count` concurrently; returns their answers in order. */
export const registerMany = (stores: Stores, slug: string, count: number): Promise<readonly Registering[]> => {
  const register = createRegistering(stores)
  return Promise.all(
    Array.from({ length: count }, (_, index) =>
      register(slug, makePerson(index + 1), { now, language: 'en', requestKey: `form-${index}` }),
    ),
  )
}

/** Seats given according to the counters. */
export const seatsTaken = async ({ events }: Stores, slug: string): Promise<number> =>
  seatsGiven((await events.getWithSeats(slug))?.seats ?? [])
