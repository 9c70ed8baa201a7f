import * as z from 'zod'
import { type Event, eventSchema } from '../../domain/event.ts'
import { mayHandOver } from '../../domain/hand-over.ts'
import { type Registration, registrationSchema } from '../../domain/registration.ts'
import { answersCloseAt } from '../../domain/registration-form.ts'
import { isRunning } from '../../domain/registration-state.ts'
import { evidenceSchema } from '../../domain/suppression.ts'
import { type Instant, instantSchema } from '../../domain/wall-time.ts'
import { paths } from '../paths.ts'

export const acceptedOutput = z.object({ status: z.literal('accepted') })

export const approvingOutput = z.object({ status: z.enum(['confirmed', 'waitlisted', 'declined']) })

export const attendanceOutput = z.object({
  marks: z
    .array(z.object({ id: z.string(), outcome: z.enum(['marked', 'unchanged', 'not-confirmed', 'no-such-registration']) }))
    .describe('In the order of the request; not-confirmed where the person has no place'),
})

export const reachableOutput = z.object({
  liftedAt: instantSchema.optional().describe('Absent where mails were never withheld'),
  unreachable: evidenceSchema.pick({ reason: true, at: true }).optional().describe('Where another mail came back at the same moment'),
})

const actions = ['change', 'accept', 'cancel', 'hand-over'] as const

/** A registration as the person sees it who has its personal link. */
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
    answers: true,
    sessions: true,
    language: true,
    registeredAt: true,
    offerExpiresAt: true,
    approveBy: true,
  }).shape,
  event: eventSchema
    .pick({ slug: true, status: true, title: true, timeZone: true, startsAt: true, endsAt: true })
    .extend({ url: z.url().describe('Page of the event') }),
  position: z.int().min(1).max(100).optional().describe('Place on the waiting list, told up to 100'),
  joinUrl: z.url().optional().describe('Where to join online; told to who has a place'),
  answersUntil: instantSchema.describe('Until when answers can be changed'),
  actions: z.array(z.enum(actions)).describe('What can be done with it now'),
})

const possible = (event: Event, registration: Registration, now: Instant): readonly (typeof actions)[number][] => {
  if (registration.status === 'cancelled' || !isRunning(event, now)) return []
  return [
    'change',
    ...(registration.status === 'offered' ? ['accept' as const] : []),
    'cancel',
    ...(mayHandOver(event, registration, now) ? ['hand-over' as const] : []),
  ]
}

/** The view of the person whose registration it is; the schema drops what is not in it. `before` people wait before this one. */
export const toOwnRegistrationOutput = (
  { event, registration, before }: { event: Event; registration: Registration; before: number | undefined },
  { siteUrl, now }: { siteUrl: string; now: Instant },
): z.infer<typeof ownRegistrationOutput> =>
  ownRegistrationOutput.parse({
    ...registration,
    event: { ...event, url: siteUrl + paths.event.to(event) },
    ...(before === undefined || before >= 100 ? {} : { position: before + 1 }),
    ...(registration.status === 'confirmed' ? { joinUrl: event.joinUrl } : {}),
    answersUntil: answersCloseAt(event),
    actions: possible(event, registration, now),
  })
