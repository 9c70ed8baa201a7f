import * as z from 'zod'
import { contractModification, innovation, intellectualProperty } from '../../../infra/local/demo/ideas.ts'
import { type DemoAccount, demoOrganiser, demoSteering, issuerUrl } from '../../../infra/local/issuer/accounts.ts'
import type { Plenary } from '../../../infra/local/plenary.ts'
import type { VoteInput } from '../../../shared/domain/proposal/votes.ts'
import { paths } from '../../../shared/site/paths.ts'
import { machineToken } from '../people/api.ts'
import type { Stagehands } from './stagehands.ts'

const proposedSchema = z.object({ id: z.string() })

const asked = (title: string, more: object = {}) => ({
  title,
  aim: 'Know what to ask of a supplier whose product will be used by authorities of several countries,\nand what to leave open.\n\nhttps://www.iprocurenet.example/a-very-long-address-that-has-no-space-to-break-at-anywhere',
  audience: 'Procurers, prescribers and legal advisers of authorities that buy together for the first time',
  kind: 'workshop',
  format: 'hybrid',
  preferredDates: [
    { start: '2022-09-06T09:00', end: '2022-09-06T16:30' },
    { start: '2022-09-13T09:00', end: '2022-09-14T13:00' },
  ],
  partners: ['EcoQUIP Plus', 'RaDAR'],
  speakers: ['Maria-Magdalena Wolfeschlegelsteinhausenbergerdorff-Papadimitrakopoulou'],
  topics: ['joint-procurement', 'contract-management'],
  why: 'Three joint tenders begin in autumn.',
  ...more,
})

/** Proposals in every state. It is 27 April, so that the votes on the demo's ideas are over. */
export const voteOnProposals = async (plenary: Plenary, { done }: Stagehands) => {
  const propose = async (account: DemoAccount, body: object): Promise<string> =>
    proposedSchema.parse(await done('POST', paths.apiProposals.to({}), { token: await plenary.accessTokenFor(account), body })).id
  const vote = async (id: string, member: number, body: VoteInput): Promise<unknown> => {
    const token = await machineToken(issuerUrl(plenary.siteUrl), `steering-machine${member === 1 ? '' : `-${member}`}`)
    return done('POST', paths.apiVotes.to({ id }), { token, body })
  }
  const comment = async (id: string, account: DemoAccount, text: string): Promise<unknown> =>
    done('POST', paths.apiComments.to({ id }), { token: await plenary.accessTokenFor(account), body: { text } })

  const open = await propose(demoOrganiser, asked('Requirements that suppliers in several countries can meet'))
  await vote(open, 1, { vote: 'agree', reason: 'Asked for in every survey.' })
  await vote(open, 2, { vote: 'change', reason: 'One day is enough.', dissent: true })
  await vote(open, 3, { vote: 'abstain' })
  await comment(open, demoSteering, 'Could the ministry host it?\n\nThere is a room for eighty.')
  await comment(open, demoOrganiser, 'Yes: https://www.iprocurenet.example/rooms')
  const ofMember = await propose(demoSteering, asked('A workshop proposed by a member'))
  const declined = await propose(demoOrganiser, asked('A visit to a trade fair'))
  for (const member of [1, 2, 3]) await vote(declined, member, { vote: 'decline', reason: 'Not ours to organise.' })
  const withdrawn = await propose(demoOrganiser, asked('Something else'))
  await done('POST', paths.apiWithdraw.to({ id: withdrawn }), { token: await plenary.accessTokenFor(demoOrganiser) })
  const token = await plenary.accessTokenFor(demoOrganiser)
  const group = { group: 'Topical Group on requirements and specifications for security equipment bought jointly' }
  const groupLink = proposedSchema.parse(await done('POST', paths.apiGroupLinks.to({}), { token, body: group })).id
  await done('POST', paths.apiGroupProposals.to({ id: groupLink }), { body: asked('What a group without accounts proposes') })
  return {
    groupLink,
    proposals: {
      open,
      ofMember,
      declined,
      withdrawn,
      agreed: contractModification.id,
      returned: innovation.id,
      lapsed: intellectualProperty.id,
    },
  }
}
