import { network } from '../../shared/domain/basics/network.ts'
import { abouts, type RetainedKind, retainedKinds, retention } from '../../shared/domain/people/retention.ts'
import { formatsIn } from '../../shared/texts/formats.ts'
import { loadTexts } from '../../shared/texts/texts.ts'

/** The record of processing activities (GDPR Art. 30) in Markdown, from the table of what is kept and the texts of its page. */
export const processingRecord = async (): Promise<string> => {
  const { retention: texts } = await loadTexts('en')
  const { list } = formatsIn('en')
  const rowOf = (kind: RetainedKind): string => {
    const { kept, basis, deletedBy } = retention[kind]
    const { name, holds, why } = texts.kinds[kind]
    const period = typeof kept === 'string' ? texts.kept[kept] : texts.since[kept.since]({ days: kept.days })
    return `| ${[name, holds, period, `${why} (${texts.basis[basis]})`, list(deletedBy.map((by) => texts.deletedBy[by]))].join(' | ')} |`
  }
  const tables = abouts.map(
    (about) => `### ${texts.groups[about]}

${texts.groupNotes[about]}

| data | what it holds | kept | why, and legal basis | deleted by |
|---|---|---|---|---|
${retainedKinds
  .filter((kind) => retention[kind].about === about)
  .map(rowOf)
  .join('\n')}`,
  )
  return `# Record of processing activities

Article 30(1) GDPR. Made from \`shared/domain/people/retention.ts\` with \`UPDATE_RECORD=1 npm run jest -- --selectProjects=unit
--testPathPatterns processing-record\`; a test fails if it is out of date. Everybody can read the table at \`/retention\`.

| | |
|---|---|
| controller (a) | ${network.name}, ${network.contactEmail} |
| purposes (b) | Organising the events of the network: registration, invitations, feedback, and accounting for the grant |
| categories of people (c) | People who register or are invited, members of the network, people who write to the network, staff who organise events |
| categories of data (c) | Those below. Accessibility needs can reveal something about a person’s health (Art. 9); they are given voluntarily, with consent |
| recipients (d) | The organisers of an event; the steering group sees figures only; the hosting and e-mail provider (AWS) as a processor |
| transfers (e) | None: the service runs in one region of the European Union |
| time limits (f) | Those below |
| security (g) | Encryption at rest and in transit; rights for each function and item (\`infra/rights.ts\`, held by \`test/infra/rights.test.ts\`); links that cannot be guessed or forged; sessions that end; a record of what staff do; no names or addresses in logs; backups |

## What is kept (c, f)

${tables.join('\n\n')}
`
}
