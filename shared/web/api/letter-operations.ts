import * as z from 'zod'
import { letterStates } from '../../domain/letter.ts'
import { isLetterPlace } from '../../store/letters.ts'
import { paths } from '../paths.ts'
import type { Operation } from './operation.ts'
import { letterListOutput, letterOutput } from './schemas.ts'

export const letterListQuery = z.object({
  state: z.enum(letterStates).default('open'),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  from: z.string().refine(isLetterPlace, 'invalid').optional().describe('Where the page begins; take it from next'),
})

const listed = { status: 200, description: 'A page of letters, newest first', schema: letterListOutput } as const
const dealtWith = { status: 200, description: 'The letter as it is now', schema: letterOutput } as const
const faults = ['not-signed-in', 'not-allowed', 'not-found'] as const

/** Mails that people wrote to the mailbox of invitations, and what calendars propose. Each is kept for 30 days. */
export const letterOperations: readonly Operation[] = [
  {
    id: 'listEventLetters',
    method: 'GET',
    path: paths.apiEventLetters,
    access: 'token',
    summary: 'List the letters about an event of your own (organiser)',
    query: letterListQuery,
    success: listed,
    faults: [...faults, 'invalid'],
  },
  {
    id: 'dealWithEventLetter',
    method: 'POST',
    path: paths.apiEventLetterDealtWith,
    access: 'token',
    summary: 'Mark a letter about an event of your own as dealt with; twice is the same as once (organiser)',
    success: dealtWith,
    faults,
  },
  {
    id: 'listLetters',
    method: 'GET',
    path: paths.apiLetters,
    access: 'token',
    summary: 'List the letters of which nobody can tell the event (organiser)',
    query: letterListQuery,
    success: listed,
    faults: ['not-signed-in', 'not-allowed', 'invalid'],
  },
  {
    id: 'dealWithLetter',
    method: 'POST',
    path: paths.apiLetterDealtWith,
    access: 'token',
    summary: 'Mark a letter of which nobody can tell the event as dealt with; twice is the same as once (organiser)',
    success: dealtWith,
    faults,
  },
]
