import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { proposals } from '../../../../functions/proposals/list/all-proposals.ts'
import { minutes, minutesFile } from '../../../../functions/proposals/minutes/minutes.ts'
import { createServices } from '../../../../functions/proposals/services.ts'
import { addComment, giveVote, proposal } from '../../../../functions/proposals/voting/proposal.ts'
import { withdraw, withdrawForm } from '../../../../functions/proposals/voting/withdraw.ts'
import { environments } from '../../../../infra/functions.ts'
import { proposalInputSchema } from '../../../../shared/domain/proposal/input.ts'
import type { Staff } from '../../../../shared/domain/who-may.ts'
import { createAdvancing } from '../../../../shared/use-cases/proposal/advancing.ts'
import { makeEnvironment } from '../../../make/environment.ts'
import { now } from '../../../make/programme.ts'
import { makeRequest } from '../../../make/request.ts'
import { type LocalStores, startStores } from '../../../store/local-store.ts'
import { linksIn, postedForm, textOf, textsIn } from '../../../views/staff/page.ts'

let stores: LocalStores
let services: ReturnType<typeof createServices>
beforeAll(async () => {
  stores = await startStores()
  services = createServices(makeEnvironment(environments.proposals, stores))
})
afterAll(() => stores.stop())

const olga: Staff = { subject: 'olga', name: 'Olga Novak', roles: ['organiser'] }
const member = (number: number): Staff => ({ subject: `member-${number}`, name: `Member ${number}`, roles: ['steering'] })
const later = (days: number): string => new Date(Date.parse(now) + days * 86_400_000).toISOString()

const request = (staff: Staff, id: string, fields: Readonly<Record<string, string>> = {}, at = now) => ({
  ...makeRequest('', { now: at, body: new URLSearchParams(fields).toString(), parameter: (name) => (name === 'id' ? id : '') }),
  staff,
})
const asked = proposalInputSchema.parse({
  title: 'Contract modification',
  aim: 'Know when a change needs a new tender.',
  audience: 'Contract managers',
  kind: 'webinar',
  format: 'online',
  preferredDates: [{ start: '2022-05-10T10:00', end: '2022-05-10T12:00' }],
  why: 'Asked for in every survey.',
})
const opened = async (staff = olga): Promise<string> => (await services.proposing.propose(asked, { staff, now, language: 'en' })).id
const vote = async (staff: Staff, id: string, fields: Readonly<Record<string, string>>, at = now) =>
  (await giveVote(services)(request(staff, id, fields, at))).statusCode
const markup = async (staff: Staff, id: string, at = now): Promise<string> =>
  (await proposal(services)(request(staff, id, {}, at))).body ?? ''
const read = async (staff: Staff, id: string, at = now): Promise<string> => textOf(await markup(staff, id, at))

describe('a proposal’s page', () => {
  test('says that nothing is final, what can still come of it, and takes votes of members only', async () => {
    const id = await opened()
    expect(await vote(member(1), id, { vote: 'agree', reason: 'Good.' })).toBe(303)
    const text = await read(member(2), id)
    expect(text).toContain('The vote is open until 8 April 2022 at 11:00 (Europe/Brussels)')
    expect(text).toContain('1 vote counts; the quorum is 3.')
    expect(text).toContain('Nothing is final yet')
    expect(text).toContain('Possible outcomes: Agreed, Returned for changes, Declined or Lapsed.')
    expect(textsIn(await markup(olga, id), 'button')).not.toContain('Vote')
    expect(await vote(olga, id, { vote: 'agree' })).toBe(403)
    expect((await stores.proposals.get(id))?.votes).toHaveLength(1)
  })

  test('shows members the vote they gave, and lets them change it until the close', async () => {
    const id = await opened()
    await vote(member(1), id, { vote: 'decline', reason: 'Too early.', dissent: 'true' })
    const form = postedForm(await markup(member(1), id))
    expect([form.get('vote'), form.get('reason'), form.get('dissent')]).toEqual(['decline', 'Too early.', 'true'])
    expect(await vote(member(1), id, { vote: 'agree' })).toBe(303)
    expect((await stores.proposals.get(id))?.votes).toEqual([expect.objectContaining({ vote: 'agree', subject: 'member-1' })])
    expect((await stores.proposals.get(id))?.votes[0]).not.toHaveProperty('reason')
    expect(await vote(member(1), id, { vote: 'decline' }, later(7))).toBe(409)
  })

  test('asks for a vote that was not chosen, and keeps the reason', async () => {
    const id = await opened()
    const { statusCode, body = '' } = await giveVote(services)(request(member(1), id, { reason: 'Because.' }))
    expect([statusCode, postedForm(body).get('reason')]).toEqual([422, 'Because.'])
    expect(textOf(body)).toContain('Select how you vote')
  })

  test('lets a member who proposed it abstain, and nothing else', async () => {
    const id = await opened(member(1))
    const form = await markup(member(1), id)
    expect(textOf(form)).toContain('You made this proposal, so your vote cannot count.')
    expect([...form.matchAll(/value="(\w+)"[^>]*disabled/g)].map(([, value]) => value)).toEqual(['agree', 'change', 'decline'])
    expect(await vote(member(1), id, { vote: 'agree' })).toBe(403)
    expect(await vote(member(1), id, { vote: 'abstain' })).toBe(303)
  })

  test('says the final outcome at the close, before anybody has recorded it', async () => {
    const id = await opened()
    for (const number of [1, 2, 3]) await vote(member(number), id, { vote: 'agree' })
    const text = await read(olga, id, later(7))
    expect(text).toContain('Outcome: Agreed')
    expect(text).toContain('This outcome is final.')
    await createAdvancing(stores)(id, later(7))
    const event = (await stores.proposals.get(id))?.proposal.event ?? ''
    expect(linksIn(await markup(olga, id, later(7)))).toMatchObject({ 'Open the draft': `/organiser/events/${event}` })
    expect(linksIn(await markup(member(1), id, later(7)))).not.toHaveProperty('Open the draft')
  })

  test('offers a proposer whose proposal came back to change it', async () => {
    const id = await opened()
    for (const number of [1, 2, 3]) await vote(member(number), id, { vote: 'change', reason: 'Shorter.' })
    await createAdvancing(stores)(id, later(1))
    expect(linksIn(await markup(olga, id, later(1)))).toMatchObject({ 'Change and propose again': `/proposals/${id}/change` })
    expect(linksIn(await markup(member(1), id, later(1)))).not.toHaveProperty('Change and propose again')
  })

  test('does not exist for others, and they can do nothing there', async () => {
    const id = await opened()
    const paul = { ...olga, subject: 'paul' }
    const statuses = await Promise.all(
      [proposal(services), addComment(services), giveVote(services), withdraw(services), minutes(services), minutesFile(services)].map(
        async (run) => (await run(request(paul, id, { text: 'Hello', vote: 'agree' }))).statusCode,
      ),
    )
    expect(statuses).toEqual([404, 404, 404, 404, 404, 404])
  })

  test('shows what people wrote as text, never as markup', async () => {
    const id = await opened()
    await addComment(services)(request(member(1), id, { text: '<script>alert(1)</script>' }))
    expect(await markup(olga, id)).not.toContain('<script>alert')
    expect(await read(olga, id)).toContain('<script>alert(1)</script>')
    expect((await addComment(services)(request(member(1), id, { text: '  ' }))).statusCode).toBe(422)
  })

  test('is withdrawn by its proposer, after being asked', async () => {
    const id = await opened()
    expect((await withdrawForm(services)(request(member(1), id))).statusCode).toBe(403)
    expect((await withdrawForm(services)(request(olga, id))).statusCode).toBe(200)
    expect((await stores.proposals.get(id))?.proposal.status).toBe('open')
    expect((await withdraw(services)(request(olga, id))).statusCode).toBe(303)
    expect(await read(olga, id)).toContain('Outcome: Withdrawn')
    expect((await withdrawForm(services)(request(olga, id))).statusCode).toBe(409)
  })
})

describe('the list of proposals', () => {
  test('shows members all of them and what they have to vote on, and proposers their own', async () => {
    const id = await opened({ ...olga, subject: 'petra', name: 'Petra' })
    await vote(member(5), id, { vote: 'abstain' })
    const listOf = async (staff: Staff) => {
      const main = (await proposals(services)(request(staff, ''))).body ?? ''
      return textsIn(main, 'tr').filter((row) => row.includes('Petra'))
    }
    expect(await listOf(member(5))).toEqual(['Contract modification Petra 8 April 2022 at 11:00 Open for votes Abstain'])
    expect(await listOf(member(4))).toEqual(['Contract modification Petra 8 April 2022 at 11:00 Open for votes Not given yet'])
    expect(await listOf({ ...olga, subject: 'petra' })).toEqual(['Contract modification Petra 8 April 2022 at 11:00 Open for votes'])
    expect(await listOf(olga)).toEqual([])
  })
})

describe('minutes', () => {
  test('give figures, who took part, reasons, and the name of whoever wished it, as a page and as a file', async () => {
    const id = await opened()
    await vote(member(1), id, { vote: 'agree' })
    await vote(member(2), id, { vote: 'agree', reason: 'Needed.' })
    await vote(member(3), id, { vote: 'decline', reason: 'Not now.', dissent: 'true' })
    await vote(member(4), id, { vote: 'abstain' })
    const shown = textOf((await minutes(services)(request(olga, id, {}, later(7)))).body ?? '')
    const { body: text = '', headers } = await minutesFile(services)(request(olga, id, {}, later(7)))
    expect(headers).toMatchObject({ 'content-disposition': 'attachment; filename="minutes-contract-modification.txt"' })
    for (const said of [
      '3 votes count; the quorum is 3.',
      'Member 4',
      'Agree: Needed.',
      'Decline, Member 3: Not now.',
      'This outcome is final.',
    ]) {
      expect(shown).toContain(said)
      expect(text).toContain(said)
    }
    expect(text).not.toContain('Member 2: Needed')
  })

  test('of an open vote give the proposer figures only', async () => {
    const id = await opened()
    await vote(member(1), id, { vote: 'agree', reason: 'Needed.' })
    const of = async (staff: Staff) => textOf((await minutes(services)(request(staff, id))).body ?? '')
    expect(await of(olga)).not.toContain('Needed.')
    expect(await of(olga)).not.toContain('Member 1')
    expect(await of(member(2))).toContain('Needed.')
  })
})
