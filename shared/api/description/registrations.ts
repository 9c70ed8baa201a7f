import type * as z from 'zod'
import { markingsSchema } from '../../domain/registration/attendance.ts'
import { workbookType } from '../../http/reply.ts'
import {
  approvingOutput,
  attendanceOutput,
  cancellationInput,
  cancellationOutput,
  cancellationsInput,
  cancellationsOutput,
  reachableOutput,
  registrationHistoryOutput,
  registrationListOutput,
  registrationListQuery,
  type registrationOutput,
} from '../registrations.ts'
import { answers, type DescribedOperation, takes } from './described-operation.ts'
import { ids, jonas } from './people.ts'

const registration: z.infer<typeof registrationOutput> = {
  id: ids.jonas,
  ...jonas,
  status: 'confirmed',
  registeredAt: '2030-04-02T09:12:45.120Z',
  sessions: ['opening'],
  calendarAnswer: { answer: 'accepted', at: '2030-04-02T09:20:03.000Z' },
}

export const registrationOperations = {
  listRegistrations: {
    summary: 'List registrations',
    description:
      'Returns one page of the registrations for an event you own, oldest first; with `format`, all of them as the file that organisers download. Of a file too large for one answer, the header Link (rel="next") has the rest.',
    query: registrationListQuery,
    answers: {
      ...answers(200, 'One page of registrations', registrationListOutput, {
        registrations: [registration],
        next: '/api/v1/events/building-market-demand/registrations?limit=1&from=eyJzbHVnIjoiYnVpbGRpbmctbWFya2V0LWRlbWFuZCJ9',
      }),
      files: [workbookType, 'text/csv'],
    },
  },
  readRegistration: {
    summary: 'Get a registration with its history',
    description: 'Returns a registration for an event you own, with what happened to it and to its e-mails.',
    answers: answers(200, 'The registration and its history', registrationHistoryOutput, {
      ...registration,
      history: [
        { what: 'registered', at: '2030-04-02T09:12:45.120Z', round: 1 },
        { what: 'confirmed', at: '2030-04-02T09:12:45.120Z', round: 1 },
        {
          what: 'mail',
          at: '2030-04-02T09:12:47.004Z',
          round: 1,
          kind: 'confirmation',
          state: 'sent',
          owedAt: '2030-04-02T09:12:45.120Z',
          sequence: 0,
        },
      ],
      earlier: 0,
    }),
  },
  approveRegistration: {
    summary: 'Approve a request',
    description: 'Gives somebody who asked to register for an event you own a place, or one on the waiting list if every place is taken.',
    answers: answers(200, 'How the person stands now', approvingOutput, { status: 'confirmed' }),
    faults: ['state-conflict'],
  },
  declineRegistration: {
    summary: 'Decline a request',
    description: 'Turns down a request to register for an event you own. The person is told by e-mail.',
    answers: answers(200, 'The request is closed', approvingOutput, { status: 'declined' }),
    faults: ['state-conflict'],
  },
  cancelForOrganiser: {
    summary: 'Cancel a registration',
    description:
      'Cancels a registration for an event you own. A place that becomes free goes to the waiting list. Repeating it changes nothing.',
    takes: takes(cancellationInput, { tell: true }),
    answers: answers(200, 'The registration is cancelled', cancellationOutput, { status: 'cancelled' }),
    faults: ['state-conflict'],
  },
  cancelRegistrations: {
    summary: 'Cancel several registrations',
    description:
      'Cancels the registrations for an event you own that match a filter, up to 200 at a time, or tells with preview how many match. People on the waiting list that match go first, so that none of them gets a place that becomes free.',
    takes: takes(cancellationsInput, { filter: { domain: 'evil.example', from: '2030-04-02T09:00:00.000Z' }, tell: false }),
    answers: answers(200, 'How many were cancelled, and how many are left', cancellationsOutput, {
      matched: 250,
      cancelled: 200,
      left: 50,
      domains: [{ domain: 'evil.example', count: 250, first: '2030-04-02T09:12:45.120Z', last: '2030-04-02T09:13:01.002Z' }],
    }),
    faults: ['state-conflict'],
  },
  sendMailsAgain: {
    summary: 'Send e-mails to an address again',
    description:
      'Lifts the block on an address whose e-mails bounced, and sends what was held back and is still of use. Repeating it changes nothing.',
    answers: answers(200, 'How the address stands now', reachableOutput, { liftedAt: '2030-04-03T07:30:00.000Z' }),
  },
  markAttendance: {
    summary: 'Record who attended',
    description:
      'Records who attended an event you own, from its start on. People you do not name keep their marks. Repeating it changes nothing.',
    takes: takes(markingsSchema, {
      marks: [
        { id: ids.jonas, mark: 'attended', minutes: 85 },
        { id: ids.marie, mark: 'absent' },
      ],
    }),
    answers: answers(200, 'What became of each mark', attendanceOutput, {
      marks: [
        { id: ids.jonas, outcome: 'marked' },
        { id: ids.marie, outcome: 'unchanged' },
      ],
    }),
    faults: ['state-conflict'],
  },
} as const satisfies Readonly<Record<string, DescribedOperation>>
