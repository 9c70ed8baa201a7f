import type * as z from 'zod'
import { addedEntriesOutput, addressListOutput, entriesBody, invitationsOutput, listQuery, removedEntriesOutput } from '../lists.ts'
import { massMailsOutput } from '../mass-mails.ts'
import { answers, type DescribedOperation, takes } from './described-operation.ts'
import { jonas } from './people.ts'

const page = (entries: z.infer<typeof addressListOutput>['entries']) =>
  answers(200, 'One page of the list, by domain', addressListOutput, { count: 2, entries })

const added = answers(200, 'How many were added, and what was refused', addedEntriesOutput, {
  added: 1,
  known: 1,
  refused: [{ index: 2, entry: 'jonas.weber', code: 'domain', message: 'Enter a domain such as example.org.' }],
})

const taken = takes(entriesBody, { entries: [jonas.email, 'ghent.example', 'jonas.weber'] })
const removed = answers(200, 'How many were removed', removedEntriesOutput, { removed: 2, refused: [] })
const gone = takes(entriesBody, { entries: [jonas.email, 'ghent.example'] })

export const listOperations = {
  listInvited: {
    summary: 'List invited people',
    description: 'Returns one page of the people and domains invited to an event you own.',
    query: listQuery,
    answers: page([
      { entry: 'ghent.example', addedAt: '2030-03-01T10:00:00.000Z' },
      { entry: jonas.email, addedAt: '2030-03-01T10:00:00.000Z', invitedAt: '2030-03-02T08:00:00.000Z' },
    ]),
  },
  addInvited: {
    summary: 'Add invited people',
    description: 'Adds addresses and domains to the list of an event you own. No invitation is sent yet.',
    takes: taken,
    answers: added,
  },
  removeInvited: {
    summary: 'Remove invited people',
    description: 'Removes addresses and domains from the list of an event you own. People who registered keep their registration.',
    takes: gone,
    answers: removed,
  },
  listMembers: {
    summary: 'List members',
    description: 'Returns one page of the members of the network, people and whole domains.',
    query: listQuery,
    answers: page([
      { entry: 'ghent.example', addedAt: '2030-03-01T10:00:00.000Z' },
      { entry: jonas.email, addedAt: '2030-03-01T10:00:00.000Z' },
    ]),
  },
  addMembers: {
    summary: 'Add members',
    description: 'Adds addresses and domains to the members of the network.',
    takes: taken,
    answers: added,
  },
  removeMembers: {
    summary: 'Remove members',
    description: 'Removes addresses and domains from the members of the network.',
    takes: gone,
    answers: removed,
  },
} as const satisfies Readonly<Record<string, DescribedOperation>>

export const mailingOperations = {
  sendInvitations: {
    summary: 'Send invitations',
    description:
      'Sends an invitation to each address on the list of an event you own that has not had one. People who are registered or unsubscribed are skipped, and so are domains.',
    answers: answers(202, 'The invitations are on their way', invitationsOutput, { addresses: 118 }),
    faults: ['state-conflict'],
  },
  listMassMails: {
    summary: 'Follow e-mails to many people',
    description:
      'Returns how far the e-mails to everyone registered for an event you own have come: changes, reminders, surveys, messages and invitations, newest first.',
    answers: answers(200, 'Counts for each', massMailsOutput, {
      mails: [
        {
          kind: 'reminder',
          startedAt: '2030-05-13T08:00:00.000Z',
          complete: true,
          owed: 40,
          sent: 37,
          failed: 1,
          superseded: 0,
          unknown: 0,
          toGo: 2,
          parked: 0,
        },
      ],
    }),
  },
} as const satisfies Readonly<Record<string, DescribedOperation>>
