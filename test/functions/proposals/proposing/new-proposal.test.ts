import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { changeForm, changeProposal, createProposal, newProposal } from '../../../../functions/proposals/proposing/new-proposal.ts'
import { createServices } from '../../../../functions/proposals/services.ts'
import { environments } from '../../../../infra/functions.ts'
import type { Staff } from '../../../../shared/domain/who-may.ts'
import type { Reply } from '../../../../shared/http/reply.ts'
import { makeEnvironment } from '../../../make/environment.ts'
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

const request = (form = new URLSearchParams(), id = '', staff = olga) => ({
  ...makeRequest('', { body: form.toString(), parameter: (name) => (name === 'id' ? id : '') }),
  staff,
})

const filledIn = (form: URLSearchParams, more: Readonly<Record<string, string>> = {}): URLSearchParams => {
  const fields = {
    title: 'Contract modification',
    aim: 'Know when a change needs a new tender.\n\nAnd when not.',
    audience: 'Contract managers',
    why: 'Asked for in every survey.',
    'preferredDates.0.start': '10 May 2022, 10:00',
    'preferredDates.0.end': '2022-05-10T12:00',
    partners: 'EcoQUIP Plus\n\n RaDAR',
    speakers: 'Ida Maes',
    ...more,
  }
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  return form
}

const bodyOf = async (reply: Promise<Reply> | Reply): Promise<string> => (await reply).body ?? ''
const blank = async (): Promise<URLSearchParams> => postedForm(await bodyOf(newProposal()(request())), 'send')
const idIn = ({ headers }: Reply): string => /\/proposals\/([\w-]+)\?done=proposed/.exec(String(headers?.['location']))?.[1] ?? ''

describe('the form for a proposal', () => {
  test('proposes what was entered, once however often it is sent', async () => {
    const form = filledIn(await blank())
    form.append('topics', 'contract-management')
    const [one, other] = await Promise.all([createProposal(services)(request(form)), createProposal(services)(request(form))])
    const id = idIn(one)
    expect([one.statusCode, idIn(other)]).toEqual([303, id])
    expect((await stores.proposals.listOpen()).filter(({ proposer }) => proposer.subject === 'olga')).toMatchObject([
      {
        id,
        asked: {
          title: 'Contract modification',
          aim: 'Know when a change needs a new tender.\n\nAnd when not.',
          audience: 'Contract managers',
          kind: 'webinar',
          format: 'online',
          timeZone: 'Europe/Brussels',
          preferredDates: [{ start: '2022-05-10T10:00', end: '2022-05-10T12:00' }],
          partners: ['EcoQUIP Plus', 'RaDAR'],
          speakers: ['Ida Maes'],
          topics: ['contract-management'],
          language: 'en',
          why: 'Asked for in every survey.',
        },
      },
    ])
  })

  test('sent with the id of somebody else’s proposal makes a new one, and leaves theirs as it is', async () => {
    const form = filledIn(await blank())
    const first = idIn(await createProposal(services)(request(form)))
    const paul = { ...olga, subject: 'paul' }
    const second = idIn(await createProposal(services)(request(filledIn(form, { title: 'Another' }), '', paul)))
    expect(second).not.toBe(first)
    expect((await stores.proposals.get(first))?.proposal).toMatchObject({
      proposer: { subject: 'olga' },
      asked: { title: 'Contract modification' },
    })
  })

  test('says at once all that is wrong, and keeps what was entered', async () => {
    const form = filledIn(await blank(), {
      title: ' ',
      why: '',
      'preferredDates.0.start': '2022-03-27T02:30',
      timeZone: 'Atlantis/Poseidon',
    })
    form.set('preferredDates.3.start', '2022-05-10T10:00')
    const reply = await createProposal(services)(request(form))
    const text = textOf(reply.body ?? '')
    expect(reply.statusCode).toBe(422)
    for (const said of [
      'Enter a title',
      'Enter why the event should take place now',
      'Enter a time zone such as Europe/Brussels',
      'Date 2: Enter an end date and time',
    ])
      expect(text).toContain(said)
    expect(postedForm(reply.body ?? '').get('partners')).toBe('EcoQUIP Plus\n\n RaDAR')
    const skipped = await createProposal(services)(
      request(filledIn(await blank(), { 'preferredDates.0.start': '2023-03-26T02:30', 'preferredDates.0.end': '' })),
    )
    expect(textOf(skipped.body ?? '')).toContain('Date 1: Enter an end date and time')
  })

  test('without any date asks for the first', async () => {
    const form = filledIn(await blank(), { 'preferredDates.0.start': '', 'preferredDates.0.end': '' })
    const text = textOf((await createProposal(services)(request(form))).body ?? '')
    expect(text).toContain('Date 1: Enter a start date and time')
    expect(text).toContain('Date 1: Enter an end date and time')
  })

  test('offers up to six dates, and takes one off, without proposing anything', async () => {
    let form = filledIn(await blank())
    const press = async (action: string): Promise<void> => {
      form.set('action', action)
      const reply = await createProposal(services)(request(form))
      expect(reply.statusCode).toBe(200)
      form = postedForm(reply.body ?? '')
    }
    const starts = () => [...form.keys()].filter((name) => name.endsWith('.start')).length
    for (const day of [11, 12, 13, 14, 15]) {
      await press('add-date')
      form.set(`preferredDates.${starts() - 1}.start`, `2022-05-${day}T10:00`)
      form.set(`preferredDates.${starts() - 1}.end`, `2022-05-${day}T12:00`)
    }
    expect(starts()).toBe(6)
    form.set('action', 'add-date')
    expect(textOf((await createProposal(services)(request(form))).body ?? '')).not.toContain('Add another date')
    await press('remove-date.1')
    expect(starts()).toBe(5)
    expect(form.get('preferredDates.1.start')).toBe('2022-05-12T10:00')
    form.set('action', 'send')
    const id = idIn(await createProposal(services)(request(form)))
    expect((await stores.proposals.get(id))?.proposal.asked.preferredDates).toHaveLength(5)
  })
})

describe('a returned proposal', () => {
  const returned = async () => {
    const id = idIn(await createProposal(services)(request(filledIn(await blank()))))
    const found = await stores.proposals.get(id)
    if (found === undefined) throw new Error('it was proposed')
    await stores.proposals.save(found.proposal, { ...found.proposal, status: 'returned', closedAt: found.proposal.openedAt })
    return id
  }

  test('is shown to its proposer as it was, changed, and proposed again', async () => {
    const id = await returned()
    const form = postedForm(await bodyOf(changeForm(services)(request(undefined, id))), 'send')
    expect([form.get('title'), form.get('preferredDates.0.start')]).toEqual(['Contract modification', '2022-05-10T10:00'])
    form.set('title', 'Changing contracts')
    expect((await changeProposal(services)(request(form, id))).statusCode).toBe(303)
    expect((await stores.proposals.get(id))?.proposal).toMatchObject({ status: 'open', round: 2, asked: { title: 'Changing contracts' } })
    expect((await changeProposal(services)(request(form, id))).statusCode).toBe(409)
  })

  test('is nobody else’s to change', async () => {
    const id = await returned()
    const steve: Staff = { subject: 'steve', name: 'Steve', roles: ['steering'] }
    expect((await changeForm(services)(request(undefined, id, steve))).statusCode).toBe(403)
    expect((await changeForm(services)(request(undefined, id, { ...olga, subject: 'paul' }))).statusCode).toBe(404)
  })
})
