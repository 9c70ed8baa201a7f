import { auditListOutput, auditListQuery } from '../audit.ts'
import { answers, type DescribedOperation } from './described-operation.ts'

const listed = answers(200, 'One page of the record', auditListOutput, {
  entries: [
    {
      at: '2030-05-02T14:05:10.000Z',
      deed: 'export-registrations',
      outcome: 'done',
      subject: 'organiser-1',
      by: 'olga.novak@authority.example',
      via: 'page',
      slug: 'building-market-demand',
      count: 118,
      request: 'JKJaXmPLvHcESHA=',
    },
  ],
})

export const auditOperations = {
  readEventAudit: {
    summary: 'Read what staff did with an event',
    description: 'Returns one page of what staff read, exported and changed of an event you organise, and what was refused.',
    query: auditListQuery,
    answers: listed,
  },
  readAudit: {
    summary: 'Read what staff did',
    description: 'Returns one page of what all staff read, exported and changed, and what was refused. Administrators may read it.',
    query: auditListQuery,
    answers: listed,
  },
} as const satisfies Readonly<Record<string, DescribedOperation>>
