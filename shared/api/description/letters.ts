import type * as z from 'zod'
import { chosenLettersInput, chosenLettersOutput, letterListOutput, letterListQuery, letterOutput } from '../letters.ts'
import { answers, type DescribedOperation, takes } from './described-operation.ts'
import { ids, jonas } from './people.ts'

const letter: z.infer<typeof letterOutput> = {
  id: 'uG5yT0eXb1q7Zk2mN8sLrA.0102018f2c3d4e5f-7a8b9c0d-000000',
  kind: 'letter',
  receivedAt: '2030-05-02T14:05:10.000Z',
  slug: 'building-market-demand',
  name: jonas.name,
  address: jonas.email,
  subject: 'Re: Building Market Demand',
  text: 'I will be ten minutes late.',
  registration: { id: ids.jonas },
}
const { slug: _, registration: __, ...unassigned } = letter
const dealtWith = { at: '2030-05-02T15:00:00.000Z', by: 'organiser-1' }

const listed = (example: typeof letter) =>
  answers(200, 'One page of replies, newest first', letterListOutput, { open: 1, letters: [example] })

const manyMarked = answers(200, 'How many were marked, and how many are left', chosenLettersOutput, { dealtWith: 12, left: 0 })

const marked = (example: typeof letter) => answers(200, 'The reply as it is now', letterOutput, example)

export const letterOperations = {
  listEventLetters: {
    summary: 'List replies about an event',
    description: 'Returns one page of the e-mails people wrote about an event you own, and of other times that calendars proposed.',
    query: letterListQuery,
    answers: listed(letter),
  },
  dealWithEventLetter: {
    summary: 'Mark a reply as dealt with',
    description: 'Marks a reply about an event you own as dealt with. Repeating it changes nothing.',
    answers: marked({ ...letter, dealtWith }),
    id: 'letter',
  },
  dealWithEventLetters: {
    summary: 'Mark several replies as dealt with',
    description: 'Marks replies about an event you own as dealt with: some by id, or all from one sender. Repeating it changes nothing.',
    takes: takes(chosenLettersInput, { sameSenderAs: letter.id }),
    answers: manyMarked,
  },
  listLetters: {
    summary: 'List unassigned replies',
    description: 'Returns one page of the e-mails that could not be matched to an event. Administrators may read them.',
    query: letterListQuery,
    answers: listed(unassigned),
  },
  dealWithLetter: {
    summary: 'Mark an unassigned reply as dealt with',
    description: 'Marks a reply that could not be matched to an event as dealt with. Repeating it changes nothing.',
    answers: marked({ ...unassigned, dealtWith }),
    id: 'letter',
  },
  dealWithLetters: {
    summary: 'Mark several unassigned replies as dealt with',
    description: 'Marks replies that could not be matched to an event: some by id, or all from one sender. Repeating it changes nothing.',
    takes: takes(chosenLettersInput, { ids: [unassigned.id] }),
    answers: manyMarked,
  },
} as const satisfies Readonly<Record<string, DescribedOperation>>
