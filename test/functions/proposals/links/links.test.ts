import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import * as z from 'zod'
import * as api from '../../../../functions/proposals/links/api-links.ts'
import { createGroupProposal, groupProposal } from '../../../../functions/proposals/links/by-link.ts'
import { groupLinks, makeGroupLink, withdrawGroupLink } from '../../../../functions/proposals/links/links.ts'
import { createServices } from '../../../../functions/proposals/services.ts'
import { environments } from '../../../../infra/functions.ts'
import { network } from '../../../../shared/domain/basics/network.ts'
import { mostOpenByGroup } from '../../../../shared/domain/proposal/group-link.ts'
import type { Staff } from '../../../../shared/domain/who-may.ts'
import type { Reply } from '../../../../shared/http/reply.ts'
import type { Request, StaffRequest } from '../../../../shared/http/request.ts'
import { createAdvancing } from '../../../../shared/use-cases/proposal/advancing.ts'
import { createProposing } from '../../../../shared/use-cases/proposal/proposing.ts'
import { makeEnvironment } from '../../../make/environment.ts'
import { now } from '../../../make/programme.ts'
import { makeRequest } from '../../../make/request.ts'
import { type LocalStores, startStores } from '../../../store/local-store.ts'
import { postedForm, textOf } from '../../../views/staff/page.ts'

let stores: LocalStores
let services: ReturnType<typeof createServices>
beforeAll(async () => {
  stores = await startStores()
  services = createServices(makeEnvironment(environments.proposals, stores))
})
afterAll(() => stores.stop())

const olga: Staff = { subject: 'olga', name: 'Olga Novak', email: 'olga@authority.example', roles: ['organiser'] }
const paul: Staff = { subject: 'paul', name: 'Paul', roles: ['organiser'] }
const administrator: Staff = { subject: 'ada', name: 'Ada', roles: ['administrator'] }
const member: Staff = { subject: 'member', name: 'Member', roles: ['steering'] }

const stranger = (id: string, form = new URLSearchParams()): Request =>
  makeRequest('', { body: form.toString(), parameter: (name) => (name === 'id' ? id : '') })
const by = (staff: Staff, id = '', form: Readonly<Record<string, string>> = {}): StaffRequest => ({
  ...stranger(id, new URLSearchParams(form)),
  staff,
})
const calling = <R extends Request>(request: R, body?: unknown): R => ({ ...request, api: true, body: JSON.stringify(body ?? '') })
const jsonOf = (reply: Reply): unknown => JSON.parse(reply.body ?? '')

const asked = (title: string) => ({
  title,
  aim: 'Know when a change needs a new tender.',
  audience: 'Contract managers',
  kind: 'webinar',
  format: 'online',
  preferredDates: [{ start: '2022-05-10T10:00', end: '2022-05-10T12:00' }],
  why: 'Asked for in every survey.',
})

/** A new link of Olga's. */
const linkFor = async (group: string): Promise<string> => {
  const made = await api.makeGroupLink(services)(calling(by(olga), { group }))
  return z.object({ id: z.string() }).parse(jsonOf(made)).id
}
const filledIn = async (id: string, title: string): Promise<URLSearchParams> => {
  const form = postedForm((await groupProposal(services)(stranger(id))).body ?? '', 'send')
  const { preferredDates, ...fields } = asked(title)
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  form.set('preferredDates.0.start', preferredDates[0]?.start ?? '')
  form.set('preferredDates.0.end', preferredDates[0]?.end ?? '')
  return form
}

describe('a working group with a link', () => {
  test('proposes without an account, once however often the form is sent, and sees how it stands', async () => {
    const id = await linkFor('Topical Group on drones')
    const form = await filledIn(id, 'Drones for border guards')
    const [one, other] = await Promise.all([
      createGroupProposal(services)(stranger(id, form)),
      createGroupProposal(services)(stranger(id, form)),
    ])
    expect([one, other].map(({ statusCode, headers }) => [statusCode, headers?.['location']])).toEqual(
      Array.from({ length: 2 }, () => [303, `/proposals/by-link/${id}?done`]),
    )
    const open = (await stores.proposals.listOpen()).filter(({ asked: { title } }) => title === 'Drones for border guards')
    expect(open).toMatchObject([
      {
        proposer: { subject: 'olga', name: 'Olga Novak', email: 'olga@authority.example', group: 'Topical Group on drones', steers: false },
      },
    ])
    const page = textOf((await groupProposal(services)(stranger(id))).body ?? '')
    expect(page).toContain('You propose for Topical Group on drones.')
    expect(page).toContain('Drones for border guards')
    expect(page).toContain('Open for votes')
  })

  test('is told at the fields what is wrong, and keeps what was typed', async () => {
    const id = await linkFor('Topical Group on masks')
    const form = await filledIn(id, 'Masks')
    form.set('aim', '')
    form.set('preferredDates.0.end', '2022-05-10T09:00')
    const reply = await createGroupProposal(services)(stranger(id, form))
    expect(reply.statusCode).toBe(422)
    expect(textOf(reply.body ?? '')).toContain('Enter the aim of the event')
    expect(reply.body).toContain('value="Masks"')
    expect((await services.groups.open(id, now))?.proposals).toEqual([])
  })

  test(`has ${mostOpenByGroup} open proposals at most, so that a leaked link floods nobody; sending the tenth again is no eleventh`, async () => {
    const id = await linkFor('Topical Group on everything')
    const propose = (number: number) => api.proposeByLink(services)(calling(stranger(id), asked(`Idea ${number}`)))
    for (let number = 1; number < mostOpenByGroup; number++) expect((await propose(number)).statusCode).toBe(201)
    const last = await filledIn(id, 'The last')
    const refused = await filledIn(id, 'One too many')
    expect((await createGroupProposal(services)(stranger(id, last))).statusCode).toBe(303)
    expect((await createGroupProposal(services)(stranger(id, last))).statusCode).toBe(303)
    const reply = await createGroupProposal(services)(stranger(id, refused))
    expect([reply.statusCode, textOf(reply.body ?? '')]).toEqual([409, expect.stringContaining('already has ten proposals')])
    expect((await propose(11)).statusCode).toBe(409)
    expect((await services.groups.open(id, now))?.proposals).toHaveLength(mostOpenByGroup)
  })

  test('can no longer propose once the link is withdrawn, which is as if it had never been', async () => {
    const id = await linkFor('Topical Group on boats')
    const form = await filledIn(id, 'Boats')
    await createGroupProposal(services)(stranger(id, form))
    expect((await withdrawGroupLink(services)(by(olga, id))).headers?.['location']).toBe('/proposals/links?done=withdrawn')
    const never = 'AAAAAAAAAAAAAAAAAAAAAA'
    const answers = async (link: string) =>
      Promise.all([
        groupProposal(services)(stranger(link)),
        createGroupProposal(services)(stranger(link, form)),
        api.listGroupProposals(services)(calling(stranger(link))),
        api.proposeByLink(services)(calling(stranger(link), asked('Boats'))),
      ])
    const [withdrawn, unknown, odd] = await Promise.all([answers(id), answers(never), answers('../x')])
    expect(withdrawn.map(({ statusCode }) => statusCode)).toEqual([404, 404, 404, 404])
    expect(withdrawn.map(({ body }) => body)).toEqual(unknown.map(({ body }) => body))
    expect(odd.map(({ statusCode }) => statusCode)).toEqual([404, 404, 404, 404])
    expect((await stores.proposals.listOpen()).some(({ asked: { title } }) => title === 'Boats')).toBe(true)
  })

  test('gets a draft of whoever made the link once agreed, who may vote on it too', async () => {
    const leader: Staff = { ...olga, subject: 'leader', roles: ['organiser', 'steering'] }
    const made = await api.makeGroupLink(services)(calling(by(leader), { group: 'Topical Group on radios' }))
    const { id } = z.object({ id: z.string() }).parse(jsonOf(made))
    const opened = await api.proposeByLink(services)(calling(stranger(id), asked('Radios')))
    const proposal = z.object({ id: z.string() }).parse(jsonOf(opened)).id
    const proposing = createProposing(stores)
    for (const staff of [leader, member, { ...member, subject: 'third' }])
      expect((await proposing.vote(proposal, { staff, now, language: 'en' }, { vote: 'agree' })).outcome).toBe('done')
    const close = new Date(Date.parse(now) + (network.steering.days + 1) * 86_400_000).toISOString()
    await createAdvancing(stores)(proposal, close)
    const { event = '' } = (await stores.proposals.get(proposal))?.proposal ?? {}
    expect(await stores.events.get(event)).toMatchObject({ owner: 'leader', status: 'draft', title: 'Radios' })
    expect(jsonOf(await api.listGroupProposals(services)(calling(stranger(id))))).toMatchObject({
      group: 'Topical Group on radios',
      proposals: [{ title: 'Radios', status: 'agreed' }],
    })
  })
})

describe('the links of working groups', () => {
  test('are made and withdrawn by organisers, who see their own; administrators see all', async () => {
    const reply = await makeGroupLink(services)(by(paul, '', { group: 'Topical Group on sensors' }))
    expect([reply.statusCode, reply.headers?.['location']]).toEqual([303, '/proposals/links?done=made'])
    const seen = async (staff: Staff) => textOf((await groupLinks(services)(by(staff))).body ?? '').includes('Topical Group on sensors')
    expect(await Promise.all([seen(paul), seen(olga), seen(administrator)])).toEqual([true, false, true])
    const [link] = await services.groups.linksOf(paul)
    expect((await groupLinks(services)(by(paul))).body).toContain(`https://events.example/proposals/by-link/${link?.id}`)
    expect((await withdrawGroupLink(services)(by(olga, link?.id))).statusCode).toBe(404)
    expect((await api.withdrawGroupLink(services)(calling(by(olga, link?.id)))).statusCode).toBe(404)
    expect(jsonOf(await api.listGroupLinks(services)(calling(by(paul))))).toMatchObject({ links: [{ id: link?.id, madeBy: 'Paul' }] })
    expect((await api.withdrawGroupLink(services)(calling(by(administrator, link?.id)))).statusCode).toBe(200)
    expect(await services.groups.linksOf(paul)).toEqual([])
  })

  test('need a name, and an organiser', async () => {
    const unnamed = await makeGroupLink(services)(by(paul, '', { group: ' ' }))
    expect([unnamed.statusCode, textOf(unnamed.body ?? '')]).toEqual([422, expect.stringContaining('Enter the name of the group')])
    for (const page of [groupLinks, makeGroupLink, withdrawGroupLink])
      expect((await page(services)(by(member, 'x', { group: 'Ours' }))).statusCode).toBe(403)
  })
})
