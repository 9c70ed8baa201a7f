import type * as z from 'zod'
import { myLinksInputSchema } from '../../domain/mail/asked-mail.ts'
import { addressChangeInputSchema } from '../../domain/registration/address-change.ts'
import { handOverInputSchema } from '../../domain/registration/hand-over.ts'
import { registrationPatchSchema } from '../../domain/registration/patch.ts'
import { ownRegistrationOutput } from '../own-registration.ts'
import { acceptedOutput } from '../registering.ts'
import { answers, type DescribedOperation, takes } from './described-operation.ts'
import { jonas, marie } from './people.ts'

const own: z.infer<typeof ownRegistrationOutput> = {
  status: 'confirmed',
  ...jonas,
  sessions: ['opening'],
  language: 'en',
  registeredAt: '2030-04-02T09:12:45.120Z',
  event: {
    slug: 'building-market-demand',
    status: 'published',
    title: 'Building Market Demand',
    timeZone: 'Europe/Brussels',
    startsAt: '2030-05-14T08:00:00.000Z',
    endsAt: '2030-05-14T09:30:00.000Z',
    url: 'https://events.example.org/events/building-market-demand',
  },
  joinUrl: 'https://meet.example.org/building-market-demand',
  agenda: [
    {
      day: '2030-05-14',
      id: 'opening',
      title: 'Opening',
      kind: 'talk',
      start: '2030-05-14T10:00',
      end: '2030-05-14T10:30',
      room: 'Room A',
      chosen: true,
      overlaps: [],
    },
  ],
  answersUntil: '2030-05-14T08:00:00.000Z',
  actions: ['change', 'cancel', 'hand-over', 'change-address'],
}

const { joinUrl: _, ...placed } = own
const ended: typeof own = { ...placed, status: 'cancelled', agenda: [], actions: [] }

const asItIs = (example: z.infer<typeof ownRegistrationOutput>) =>
  answers(200, 'The registration as it is now', ownRegistrationOutput, example)

export const ownRegistrationOperations = {
  sendMyLinks: {
    summary: 'Request the links of your registrations',
    description: 'Sends an e-mail with the personal link of each registration of an address. The answer is the same for every address.',
    takes: takes(myLinksInputSchema, { email: jonas.email }),
    answers: answers(202, 'Request received; an e-mail is sent if there are registrations', acceptedOutput, { status: 'accepted' }),
    faults: ['too-many'],
  },
  getRegistration: {
    summary: 'Get your registration',
    description: 'Returns a registration with what can be done with it now.',
    answers: asItIs(own),
  },
  changeRegistration: {
    summary: 'Change your registration',
    description:
      'Changes the fields you send and leaves the others as they are; null removes an optional field or an answer (RFC 7396). Answers and sessions can be changed until answersUntil.',
    takes: takes(registrationPatchSchema, {
      organisation: 'City of Bruges',
      answers: { 'dietary-needs': null },
      sessions: ['opening', 'workshop-a'],
    }),
    answers: asItIs({ ...own, organisation: 'City of Bruges', answers: {}, sessions: ['opening', 'workshop-a'] }),
    faults: ['state-conflict'],
  },
  acceptOffer: {
    summary: 'Accept an offered place',
    description: 'Takes the place that was offered from the waiting list, before the offer expires.',
    answers: asItIs(own),
    faults: ['state-conflict'],
  },
  cancelRegistration: {
    summary: 'Cancel your registration',
    description: 'Gives up a place, leaves the waiting list, declines an offer or withdraws a request. Repeating it changes nothing.',
    answers: asItIs({ ...ended, endedBy: 'person' }),
    faults: ['state-conflict'],
  },
  handOver: {
    summary: 'Hand your place over to a colleague',
    description:
      'Ends your registration and gives the place to a colleague, who receives an e-mail with a personal link. The answer is the same whether or not the colleague was registered before.',
    takes: takes(handOverInputSchema, { ...marie, consent: true }),
    answers: asItIs({ ...ended, endedBy: 'handed-over' }),
    faults: ['state-conflict'],
  },
  askAddressChange: {
    summary: 'Change the e-mail address of your registration',
    description:
      'Sends an e-mail to the new address with a link that confirms the change within 24 hours, and tells the current address. Until then nothing changes. The answer is the same for every address.',
    takes: takes(addressChangeInputSchema, { email: marie.email }),
    answers: answers(202, 'Request received; an e-mail is sent', acceptedOutput, { status: 'accepted' }),
    faults: ['state-conflict', 'too-many'],
  },
  stopAddressChange: {
    summary: 'Keep your e-mail address',
    description: 'Stops a change of address that has not been confirmed: its link no longer works. Repeating it changes nothing.',
    answers: asItIs(own),
  },
  confirmAddressChange: {
    summary: 'Confirm a new e-mail address',
    description:
      'Gives the registration the address that the link was sent to. The event leaves the calendar of the old address, and the new one receives an invitation and a personal link. Repeating it changes nothing.',
    answers: asItIs({ ...own, email: marie.email }),
    faults: ['state-conflict', 'gone'],
  },
} as const satisfies Readonly<Record<string, DescribedOperation>>
