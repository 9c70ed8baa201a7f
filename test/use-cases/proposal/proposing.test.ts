import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { proposalInputSchema } from '../../../shared/domain/proposal/input.ts'
import type { VoteKind } from '../../../shared/domain/proposal/votes.ts'
import { createAdvancing } from '../../../shared/use-cases/proposal/advancing.ts'
import { createProposing, type Voter } from '../../../shared/use-cases/proposal/proposing.ts'
import { type LocalStores, startStores } from '../../store/local-store.ts'

let stores: LocalStores
beforeAll(async () => {
  stores = await startStores()
})
afterAll(() => stores.stop())

const monday = '2022-03-07T09:00:00.000Z'
const later = (days: number): string => new Date(Date.parse(monday) + days * 86_400_000).toISOString()
const asked = proposalInputSchema.parse({
  title: 'Contract modification',
  aim: 'Know when a change needs a new tender.',
  audience: 'Contract managers',
  kind: 'webinar',
  format: 'online',
  timeZone: 'Europe/Brussels',
  preferredDates: [{ start: '2022-05-10T10:00', end: '2022-05-10T12:00' }],
  partners: ['EcoQUIP Plus'],
  speakers: ['Ida Maes'],
  why: 'Asked for in every survey.',
})
const member = (number: number, now = later(1)) => ({
  staff: { subject: `member-${number}`, name: `Member ${number}`, roles: ['steering'] as const },
  now,
  language: 'en' as const,
})
const olga = (now = monday) => ({ staff: { subject: 'olga', name: 'Olga', roles: ['organiser'] as const }, now, language: 'en' as const })

/** A proposal, and what happens to it. */
const opened = async (who: Voter = olga()) => {
  const proposing = createProposing(stores)
  const close = createAdvancing(stores)
  const { id } = await proposing.propose(asked, who)
  return {
    id,
    proposing,
    vote: async (number: number, vote: VoteKind, now = later(1)) => (await proposing.vote(id, member(number, now), { vote })).outcome,
    clock: (now: string) => close(id, now),
    read: async () => (await stores.proposals.get(id))?.proposal,
  }
}

describe('an agreed proposal', () => {
  test('becomes a draft of its proposer with everything filled in, once', async () => {
    const { vote, clock, read } = await opened()
    await vote(1, 'agree')
    await vote(2, 'change')
    await vote(3, 'agree')
    await vote(4, 'abstain')
    await clock(later(6.9))
    expect((await read())?.status).toBe('open')
    await Promise.all([clock(later(7)), clock(later(7))])
    const found = await read()
    expect(found).toMatchObject({ status: 'agreed', closedAt: later(7) })
    const drafts = (await stores.events.listInternal()).filter(({ owner }) => owner === 'olga')
    expect(drafts).toMatchObject([
      {
        slug: found?.event,
        status: 'draft',
        title: asked.title,
        summary: asked.aim,
        description: asked.audience,
        start: '2022-05-10T10:00',
        partners: ['EcoQUIP Plus'],
        speakers: [{ name: 'Ida Maes' }],
      },
    ])
  })

  test('with the title of another event gets a name of its own', async () => {
    const one = await opened()
    const other = await opened()
    for (const { vote } of [one, other]) for (const number of [1, 2, 3]) await vote(number, 'agree')
    await Promise.all([one.clock(later(7)), other.clock(later(7))])
    const [first, second] = [await one.read(), await other.read()]
    expect(first?.event).toMatch(/^contract-modification/)
    expect(second?.event).toMatch(/^contract-modification/)
    expect(first?.event).not.toBe(second?.event)
  })
})

describe('a vote', () => {
  test('can be changed until the close, and not after it', async () => {
    const { id, vote, clock, read } = await opened()
    expect(await vote(1, 'agree')).toBe('done')
    expect(await vote(1, 'decline', later(6.99))).toBe('done')
    expect(await vote(1, 'agree', later(7))).toBe('voting-over')
    expect(await vote(2, 'agree', later(7))).toBe('voting-over')
    expect((await stores.proposals.get(id))?.votes).toMatchObject([{ subject: 'member-1', vote: 'decline' }])
    await clock(later(7))
    expect((await read())?.status).toBe('lapsed')
  })

  test('of five members at once counts five times', async () => {
    const { id, vote } = await opened()
    const ended = await Promise.all([1, 2, 3, 4, 5].map((number) => vote(number, number === 5 ? 'abstain' : 'agree')))
    expect(ended).toEqual(Array(5).fill('done'))
    expect((await stores.proposals.get(id))?.votes).toHaveLength(5)
  })

  test('that meets the close either counts or is refused', async () => {
    for (let round = 0; round < 5; round++) {
      const { id, vote, clock, read } = await opened()
      await vote(1, 'agree')
      await vote(2, 'agree')
      const [ended] = await Promise.all([vote(3, 'agree', later(6.99)), clock(later(7))])
      const votes = (await stores.proposals.get(id))?.votes ?? []
      expect(ended).toBe(votes.length === 3 ? 'done' : 'voting-over')
      await clock(later(7.1))
      expect((await read())?.status).toBe(votes.length === 3 ? 'agreed' : 'lapsed')
    }
  })

  test('that makes a no certain ends it at once', async () => {
    const { vote, clock, read } = await opened()
    await vote(1, 'decline')
    await vote(2, 'decline')
    expect(await vote(3, 'decline')).toBe('done')
    expect(await vote(4, 'agree', later(1.1))).toBe('voting-over')
    await clock(later(1.1))
    expect(await read()).toMatchObject({ status: 'declined', closedAt: later(1) })
  })

  test('of the proposer does not count', async () => {
    const { id, proposing } = await opened(member(1, monday))
    expect((await proposing.vote(id, member(1), { vote: 'agree' })).outcome).toBe('own-proposal')
    expect((await proposing.vote(id, member(1), { vote: 'abstain' })).outcome).toBe('done')
  })

  test('is for members only', async () => {
    const { id, proposing } = await opened()
    expect((await proposing.vote(id, olga(), { vote: 'agree' })).outcome).toBe('not-member')
  })
})

describe('a proposer', () => {
  test('changes what was returned and proposes it again, and the first round stays minuted', async () => {
    const { id, proposing, vote, clock, read } = await opened()
    for (const number of [1, 2, 3]) await vote(number, 'change')
    await clock(later(1.5))
    expect((await read())?.status).toBe('returned')
    expect((await proposing.proposeAgain(id, member(1), asked)).outcome).toBe('not-proposer')
    expect((await proposing.proposeAgain(id, olga(later(2)), { ...asked, title: 'Changing contracts' })).outcome).toBe('done')
    expect(await read()).toMatchObject({ status: 'open', round: 2, closesAt: later(9), earlier: [{ round: 1, status: 'returned' }] })
    expect(await stores.proposals.get(id)).toMatchObject({ votes: [], earlierVotes: [{ vote: 'change' }, {}, {}] })
    for (const number of [1, 2, 3]) await vote(number, 'agree', later(3))
    await clock(later(9))
    expect(await read()).toMatchObject({ status: 'agreed', event: 'changing-contracts' })
  })

  test('withdraws it, and nobody votes any more', async () => {
    const { id, proposing, vote } = await opened()
    expect((await proposing.withdraw(id, member(1))).outcome).toBe('not-proposer')
    expect((await proposing.withdraw(id, olga(later(1)))).outcome).toBe('done')
    expect(await vote(1, 'agree')).toBe('voting-over')
    expect((await proposing.withdraw(id, olga(later(1)))).outcome).toBe('wrong-state')
  })

  test('is the only organiser who sees it', async () => {
    const { id, proposing } = await opened()
    const other = { ...olga(), staff: { subject: 'paul', name: 'Paul', roles: ['organiser'] as const } }
    expect((await proposing.comment(id, other, 'Hello')).outcome).toBe('no-such-proposal')
    expect((await proposing.comment(id, member(1), 'Could a lawyer join?')).outcome).toBe('done')
    expect((await stores.proposals.get(id))?.remarks).toMatchObject([{ name: 'Member 1', text: 'Could a lawyer join?' }])
  })
})
