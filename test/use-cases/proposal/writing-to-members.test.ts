import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type OutboxMessage, outboxMessageSchema } from '../../../shared/domain/mail/outbox-message.ts'
import { proposalInputSchema } from '../../../shared/domain/proposal/input.ts'
import type { VoteInput } from '../../../shared/domain/proposal/votes.ts'
import type { Staff } from '../../../shared/domain/who-may.ts'
import { createTelling } from '../../../shared/use-cases/event/telling-organisers.ts'
import { createAdvancing } from '../../../shared/use-cases/proposal/advancing.ts'
import { createProposing } from '../../../shared/use-cases/proposal/proposing.ts'
import { createSigningIn } from '../../../shared/use-cases/staff/signing-in.ts'
import { type LocalStores, startStores } from '../../store/local-store.ts'
import { itemsOf } from '../../store/scan.ts'

let stores: LocalStores
beforeAll(async () => {
  stores = await startStores()
  for (const number of [1, 2, 3, 4]) await signIn(member(number))
})
afterAll(() => stores.stop())

const monday = '2022-03-07T09:00:00.000Z'
const later = (days: number): string => new Date(Date.parse(monday) + days * 86_400_000).toISOString()

const person = (subject: string, ...roles: Staff['roles']): Staff => ({
  subject,
  name: `Name of ${subject}`,
  email: `${subject}@authority.example`,
  roles,
})
const member = (number: number): Staff => person(`member-${number}`, 'steering')
const olga = person('olga', 'organiser')

const signIn = async (staff: Staff, language: 'en' | 'fr' = 'en', now = monday): Promise<void> => {
  await createSigningIn({ ...stores, sessions: stores.signInSessions }).begin({ staff }, { now, language }, undefined)
}

const who = (staff: Staff, now = monday) => ({ staff, now, language: 'en' as const })

const asked = (title: string) =>
  proposalInputSchema.parse({
    title,
    aim: 'Know when a change needs a new tender.',
    audience: 'Contract managers',
    kind: 'webinar',
    format: 'online',
    preferredDates: [{ start: '2022-05-10T10:00', end: '2022-05-10T12:00' }],
    why: 'Asked for in every survey.',
  })

const mailsAbout = async (title: string): Promise<readonly OutboxMessage[]> =>
  outboxMessageSchema
    .array()
    .parse((await itemsOf(stores, stores.tables.people)).filter(({ sk }) => String(sk).startsWith('MESSAGE#')))
    .filter(({ event }) => event.title === title)

let titles = 0

/** A proposal of its own title, and the mails about it. */
const opened = async (proposer = olga) => {
  const title = `Contract modification ${++titles}`
  const proposing = createProposing(stores)
  const { id } = await proposing.propose(asked(title), who(proposer))
  const advance = createAdvancing(stores)
  return {
    id,
    title,
    proposing,
    clock: async (...times: readonly string[]) => {
      for (const now of times) await Promise.all([advance(id, now), advance(id, now)])
    },
    vote: async (number: number, vote: VoteInput['vote'], more: Partial<VoteInput> = {}, now = later(1)) =>
      (await proposing.vote(id, who(member(number), now), { vote, ...more })).outcome,
    /** Whom a kind of mail went to. */
    told: async (kind: OutboxMessage['kind'], round = 1) =>
      (await mailsAbout(title))
        .filter((mail) => mail.kind === kind && mail.proposal?.round === round)
        .map(({ recipient }) => recipient.email.split('@')[0])
        .sort(),
    outcomeFor: async (name: string) =>
      (await mailsAbout(title)).find(({ kind, recipient }) => kind === 'proposal-outcome' && recipient.email.startsWith(`${name}@`))
        ?.proposal?.outcome,
    draftOf: async () => (await stores.proposals.get(id))?.proposal.event,
  }
}

const everyone = ['member-1', 'member-2', 'member-3', 'member-4']

describe('when a proposal opens, members are asked for their votes', () => {
  test('by one mail each in their language, however often the clock runs, with what they need to decide', async () => {
    await signIn(member(4), 'fr')
    const { id, title, clock, told } = await opened()
    await clock(monday, later(0.001), later(1))
    expect(await told('proposal-opened')).toEqual(everyone)
    const mails = await mailsAbout(title)
    expect(mails.map(({ language }) => language).sort()).toEqual(['en', 'en', 'en', 'fr'])
    expect(mails[0]?.proposal).toEqual({
      id,
      round: 1,
      by: 'Name of olga',
      closesAt: later(7),
      asked: {
        aim: 'Know when a change needs a new tender.',
        audience: 'Contract managers',
        preferredDates: [{ start: '2022-05-10T10:00', end: '2022-05-10T12:00' }],
        why: 'Asked for in every survey.',
      },
    })
    await signIn(member(4))
  })

  test('but not its proposer, and nobody after it was withdrawn', async () => {
    const own = await opened(member(2))
    await own.clock(monday)
    expect(await own.told('proposal-opened')).toEqual(['member-1', 'member-3', 'member-4'])
    const withdrawn = await opened()
    await withdrawn.proposing.withdraw(withdrawn.id, who(olga))
    await withdrawn.clock(monday, later(5), later(7))
    expect(await mailsAbout(withdrawn.title)).toEqual([])
  })

  test('again in each round', async () => {
    const { id, title, proposing, clock, vote, told } = await opened()
    await clock(monday)
    for (const number of [1, 2, 3]) await vote(number, 'change')
    await clock(later(7))
    await proposing.proposeAgain(id, who(olga, later(8)), asked(title))
    await clock(later(8))
    expect([await told('proposal-opened'), await told('proposal-opened', 2)]).toEqual([everyone, everyone])
  })

  test('with one mail for two members who share a mailbox', async () => {
    await signIn({ ...member(5), email: 'Member-1@authority.example' })
    const { clock, told } = await opened()
    await clock(monday)
    expect((await told('proposal-opened')).map((name) => name?.toLowerCase())).toEqual(everyone)
    await signIn(person('member-5', 'organiser'))
  })

  test('but not those who have lost the role, nor is anybody waiting for their vote', async () => {
    await signIn(member(6))
    await signIn(person('member-6', 'organiser'), 'en', later(0.5))
    const { clock, told } = await opened()
    await clock(monday)
    expect(await told('proposal-opened')).toEqual(everyone)
    expect((await stores.members.list()).map(({ subject }) => subject).sort()).toEqual(everyone)
  })
})

describe('members who have not voted', () => {
  test('are reminded once, two days before the close', async () => {
    const { clock, vote, told } = await opened()
    await clock(monday)
    await vote(1, 'agree')
    await vote(2, 'abstain')
    await clock(later(4.99))
    expect(await told('proposal-reminder')).toEqual([])
    await clock(later(5), later(5.001), later(6))
    expect(await told('proposal-reminder')).toEqual(['member-3', 'member-4'])
  })

  test('get no reminder with the first mail or after the close, if the clock stood still', async () => {
    const late = await opened()
    await late.clock(later(6), later(6.5))
    expect([await late.told('proposal-opened'), await late.told('proposal-reminder')]).toEqual([everyone, []])
    const over = await opened()
    await over.clock(later(7), later(7.1))
    expect((await mailsAbout(over.title)).map(({ kind }) => kind)).toEqual(Array(5).fill('proposal-outcome'))
  })
})

describe('the outcome is told to the proposer and to every member, once', () => {
  test('agreed: with the figures and reasons of the minutes, and the draft for an organiser who proposed it', async () => {
    await signIn(olga)
    const { title, clock, vote, told, outcomeFor, draftOf } = await opened()
    await clock(monday)
    await vote(1, 'agree', { reason: 'Asked for in every survey.' })
    await vote(2, 'agree')
    await vote(3, 'agree')
    await vote(4, 'decline', { reason: 'The training covered it.', dissent: true })
    await clock(later(7), later(7.1))
    expect(await told('proposal-outcome')).toEqual([...everyone, 'olga'])
    expect(await outcomeFor('olga')).toEqual({
      minutes: {
        round: 1,
        status: 'agreed',
        openedAt: monday,
        closedAt: later(7),
        tally: { agree: 3, change: 0, decline: 1, abstain: 0 },
        counted: 4,
        tookPart: [1, 2, 3, 4].map((number) => `Name of member-${number}`),
        reasons: [
          { vote: 'agree', text: 'Asked for in every survey.' },
          { vote: 'decline', text: 'The training covered it.', name: 'Name of member-4' },
        ],
      },
      moreReasons: 0,
      own: true,
      mayOpenDraft: true,
    })
    expect(await outcomeFor('member-1')).toMatchObject({ own: false, mayOpenDraft: false })
    const slugs = new Set((await mailsAbout(title)).filter(({ kind }) => kind === 'proposal-outcome').map(({ event }) => event.slug))
    expect([...slugs]).toEqual([await draftOf()])
  })

  test('agreed to a member who cannot organise: without the draft, which they could not open', async () => {
    const { clock, vote, told, outcomeFor } = await opened(member(4))
    for (const number of [1, 2, 3]) await vote(number, 'agree')
    await clock(monday, later(7))
    expect(await told('proposal-outcome')).toEqual(everyone)
    expect(await outcomeFor('member-4')).toMatchObject({ own: true, mayOpenDraft: false })
  })

  test.each([
    ['returned, after a tie', ['agree', 'agree', 'decline', 'decline'], 'returned'],
    ['declined', ['decline', 'decline', 'decline', 'agree'], 'declined'],
    ['lapsed, as all abstain', ['abstain', 'abstain', 'abstain', 'abstain'], 'lapsed'],
    ['lapsed, as nobody votes', [], 'lapsed'],
  ] as const)('%s', async (_case, votes, status) => {
    const { clock, vote, told, outcomeFor } = await opened()
    for (const [index, kind] of votes.entries()) await vote(index + 1, kind)
    await clock(monday, later(7), later(8))
    expect(await told('proposal-outcome')).toEqual([...everyone, 'olga'])
    expect((await outcomeFor('olga'))?.minutes.status).toBe(status)
  })

  test('a vote that comes in while it is being written changes what the mail says, or is refused', async () => {
    const { clock, vote, outcomeFor } = await opened()
    await vote(1, 'agree')
    await vote(2, 'agree')
    const [counts] = await Promise.all([vote(3, 'agree', {}, later(6.999)), clock(later(7))])
    await clock(later(7.1))
    expect((await outcomeFor('olga'))?.minutes).toMatchObject(
      counts === 'done' ? { status: 'agreed', counted: 3 } : { status: 'lapsed', counted: 2 },
    )
  })
})

test('what a member who leaves during a vote voted stands; they cannot vote again, and the mail about it names them', async () => {
  const { id, proposing, clock, vote, outcomeFor } = await opened()
  for (const number of [1, 2, 3]) await vote(number, 'agree')
  await signIn(person('member-3', 'organiser'), 'en', later(2))
  const left = who(person('member-3', 'organiser'), later(2))
  expect((await proposing.vote(id, left, { vote: 'decline' })).outcome).toBe('not-member')
  await clock(later(7))
  expect((await outcomeFor('olga'))?.minutes).toMatchObject({ status: 'agreed', counted: 3 })
  expect((await outcomeFor('olga'))?.minutes.tookPart).toContain('Name of member-3')
  await signIn(member(3))
})

describe('new comments', () => {
  const digests = async () =>
    outboxMessageSchema
      .array()
      .parse((await itemsOf(stores, stores.tables.people)).filter(({ sk }) => String(sk).startsWith('MESSAGE#')))
      .filter(({ kind }) => kind === 'waiting')
      .map(({ createdAt, recipient, remarked, waiting }) => [createdAt.slice(0, 10), recipient.email, remarked, waiting])

  test('are told to the proposer in one mail of the next morning, not their own, and not once it is withdrawn', async () => {
    const tell = createTelling(stores)
    const rosa = person('rosa', 'organiser')
    await signIn(rosa)
    const [one, other, gone] = [await opened(rosa), await opened(rosa), await opened(rosa)]
    const say = (id: string, staff: Staff, at: string) => createProposing(stores).comment(id, who(staff, at), 'Could a lawyer join?')
    // Eight in the morning in Brussels is seven by UTC.
    await say(one.id, member(1), '2022-03-08T07:00:00.000Z')
    await say(one.id, member(1), '2022-03-08T07:00:00.001Z')
    await say(one.id, member(2), '2022-03-08T22:00:00.000Z')
    await say(one.id, rosa, '2022-03-08T23:00:00.000Z')
    await say(other.id, rosa, '2022-03-08T23:00:00.000Z')
    await say(gone.id, member(1), '2022-03-08T10:00:00.000Z')
    await gone.proposing.withdraw(gone.id, who(rosa, '2022-03-08T11:00:00.000Z'))
    for (const at of [
      '2022-03-08T12:00',
      '2022-03-09T07:00',
      '2022-03-09T07:00',
      '2022-03-09T08:10',
      '2022-03-09T11:00',
      '2022-03-10T07:00',
    ])
      await Promise.all([tell(`${at}:00.000Z`), tell(`${at}:00.000Z`)])
    expect(await digests()).toEqual([
      ['2022-03-09', 'rosa@authority.example', [{ id: one.id, title: one.title, count: 2, lastAt: '2022-03-08T22:00:00.000Z' }], undefined],
    ])
  })
})
