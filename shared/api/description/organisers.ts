import { organiserInput, organiserRemovalInput, organisersOutput } from '../organisers.ts'
import { answers, type DescribedOperation, takes } from './described-operation.ts'

const owner = { subject: 'organiser-1', owns: true, name: 'Olga Novak', email: 'olga.novak@authority.example' }
const other = { subject: 'organiser-2', owns: false, name: 'Paul Maes', email: 'paul.maes@authority.example' }

const listed = answers(200, 'Who organises the event', organisersOutput, { organisers: [owner, other] })
const named = takes(organiserInput, { email: other.email })

export const organiserOperations = {
  listOrganisers: {
    summary: 'List organisers',
    description: 'Returns the owner and the co-organisers of an event you organise.',
    answers: listed,
  },
  shareEvent: {
    summary: 'Add a co-organiser',
    description: 'Shares an event you own with another organiser, who is told by e-mail.',
    takes: named,
    answers: listed,
    faults: ['state-conflict'],
  },
  unshareEvent: {
    summary: 'Remove a co-organiser',
    description: 'Removes a co-organiser of an event you own, or yourself. Repeating it changes nothing.',
    takes: takes(organiserRemovalInput, { subject: other.subject }),
    answers: answers(200, 'Who organises the event', organisersOutput, { organisers: [owner] }),
    faults: ['state-conflict'],
  },
  handOverEvent: {
    summary: 'Hand over an event',
    description: 'Makes another organiser the owner, who is told by e-mail. The previous owner stays a co-organiser.',
    takes: named,
    answers: answers(200, 'Who organises the event', organisersOutput, {
      organisers: [
        { ...other, owns: true },
        { ...owner, owns: false },
      ],
    }),
    faults: ['state-conflict'],
  },
} as const satisfies Readonly<Record<string, DescribedOperation>>
