import * as z from 'zod'
import { network } from '../domain/basics/network.ts'
import { daySchema, type Instant, instantSchema } from '../domain/basics/wall-time.ts'
import { type Event, eventSchema } from '../domain/event/event.ts'
import { storedSessionSchema } from '../domain/event/fields.ts'
import { participationAt } from '../domain/event/participation.ts'
import { isRunning } from '../domain/event/registration-window.ts'
import { askedAddressSchema, mayChangeAddress, waitingChange } from '../domain/registration/address-change.ts'
import { agendaOf } from '../domain/registration/agenda.ts'
import { mayHandOver } from '../domain/registration/hand-over.ts'
import { type Registration, registrationSchema } from '../domain/registration/registration.ts'
import { answersCloseAt } from '../domain/registration-form/form.ts'
import { positionTold } from '../domain/seats/availability.ts'
import { paths } from '../site/paths.ts'

const actions = ['change', 'accept', 'cancel', 'hand-over', 'change-address'] as const

/** The event of a registration, as far as the registration page shows it. */
export const registeredEventOutput = eventSchema
  .pick({ slug: true, status: true, title: true, timeZone: true, startsAt: true, endsAt: true })
  .extend({ url: z.url().describe('Public page of the event') })

const agendaOutput = z.object({
  day: daySchema.describe('Day of the programme; a session after midnight may still belong to the day before'),
  ...storedSessionSchema.pick({ id: true, title: true, kind: true, start: true, end: true, room: true, track: true }).shape,
  chosen: z.boolean().describe('Whether the person chose it; otherwise it is for everybody'),
  overlaps: z.array(z.string()).describe('Ids of other sessions that the person chose at the same time, as after a move'),
})

/** A registration as the holder of its personal link sees it. */
export const ownRegistrationOutput = z.object({
  ...registrationSchema.pick({
    status: true,
    endedBy: true,
    name: true,
    email: true,
    organisation: true,
    country: true,
    role: true,
    accessibilityNeeds: true,
    attendeeType: true,
    participation: true,
    answers: true,
    sessions: true,
    language: true,
    registeredAt: true,
    offerExpiresAt: true,
    held: true,
    approveBy: true,
  }).shape,
  addressChange: askedAddressSchema
    .pick({ to: true, until: true })
    .optional()
    .describe('A new address, most of it hidden, that waits to be confirmed until then'),
  event: registeredEventOutput,
  position: z.int().min(1).max(100).optional().describe('Position on the waiting list, rounded up to the next five and told up to 100'),
  joinUrl: z.url().optional().describe('Where to join online; told to people who have a place'),
  agenda: z
    .array(agendaOutput)
    .describe(
      'What a person with a place attends, in order: the sessions they chose and those for everybody. The same as a calendar file: `/registrations/{token}/agenda.ics`',
    ),
  answersUntil: instantSchema.describe('Until when answers, sessions and the way of taking part can be changed'),
  actions: z.array(z.enum(actions)).describe('What can be done with it now'),
})

const agenda = (event: Event, registration: Registration): readonly z.infer<typeof agendaOutput>[] =>
  registration.status !== 'confirmed' || event.status === 'cancelled'
    ? []
    : agendaOf(event, registration, network.dayChanges).flatMap(({ day, sessions }) =>
        sessions.map(({ session, chosen, overlaps }) => ({ ...session, day, chosen, overlaps: overlaps.map(({ id }) => id) })),
      )

const possible = (event: Event, registration: Registration, now: Instant): readonly (typeof actions)[number][] => {
  if (registration.status === 'cancelled' || !isRunning(event, now)) return []
  return [
    'change',
    ...(registration.status === 'offered' ? ['accept' as const] : []),
    'cancel',
    ...(mayHandOver(event, registration, now) ? ['hand-over' as const] : []),
    ...(mayChangeAddress(event, registration, now) ? ['change-address' as const] : []),
  ]
}

/** The registered person's own view; the schema drops everything else. `before` people are ahead on the waiting list. */
export const toOwnRegistrationOutput = (
  { event, registration, before }: { event: Event; registration: Registration; before: number | undefined },
  { siteUrl, now }: { siteUrl: string; now: Instant },
): z.infer<typeof ownRegistrationOutput> =>
  ownRegistrationOutput.parse({
    ...registration,
    participation: participationAt(event, registration),
    addressChange: waitingChange(registration, now),
    event: { ...event, url: siteUrl + paths.event.to(event) },
    ...(before === undefined || before >= 100 ? {} : { position: positionTold(before + 1) }),
    ...(registration.status === 'confirmed' ? { joinUrl: event.joinUrl } : {}),
    agenda: agenda(event, registration),
    answersUntil: answersCloseAt(event),
    actions: possible(event, registration, now),
  })
