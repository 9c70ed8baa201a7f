import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { readRegistration, registrationHistory } from '../../../../functions/organiser/registrations/history.ts'
import type { Staff } from '../../../../shared/domain/who-may.ts'
import { createManaging } from '../../../../shared/use-cases/event/managing.ts'
import { now, organiser, publishEvent, registerMany } from '../../../make/programme.ts'
import { makeRequest } from '../../../make/request.ts'
import { type LocalStores, startStores } from '../../../store/local-store.ts'
import { allMessages, allRegistrations } from '../../../store/scan.ts'

let stores: LocalStores
beforeAll(async () => {
  stores = await startStores()
})
afterAll(() => stores.stop())

const sentAt = '2022-04-01T09:02:00.000Z'
const bouncedAt = '2022-04-01T09:05:00.000Z'

/** An event with two people, whose organiser requests the history of one. */
const withPeople = async () => {
  const { slug } = await publishEvent(stores)
  await registerMany(stores, slug, 2)
  const [first, second] = await allRegistrations(stores, slug)
  if (first === undefined || second === undefined) throw new Error('nobody registered')
  const request = (id: string, staff: Staff, api: boolean) => ({
    ...makeRequest(slug, { api, parameter: (name) => (name === 'id' ? id : slug) }),
    staff,
  })
  return {
    slug,
    first,
    second,
    api: async (id = first.id, staff = organiser) => {
      const { statusCode, body } = await readRegistration(stores)(request(id, staff, true))
      return { status: statusCode, body: JSON.parse(body ?? '') }
    },
    page: async (id = first.id) => (await registrationHistory(stores)(request(id, organiser, false))).body ?? '',
  }
}

test('a mail that was sent and bounced is shown step by step, by page and API', async () => {
  const { slug, first, second, api, page } = await withPeople()
  const message = (await allMessages(stores, slug)).find(({ registrationId }) => registrationId === first.id)
  if (message === undefined) throw new Error('no mail is owed')
  await stores.outbox.claim(message, now)
  await stores.outbox.mark(message, 'sent', sentAt, { sesMessageId: 'ses-1' })
  // SES's event reports the same once more.
  await stores.outbox.mark(message, 'sent', bouncedAt, { sesMessageId: 'ses-1' })
  const returned = { ...message, sesMessageId: 'ses-1', fault: 'bounced', at: bouncedAt } as const
  await stores.returned.note(returned)
  await stores.returned.note(returned)
  const mail = { what: 'mail', round: 1, kind: 'confirmation', owedAt: now, sequence: 0 }
  expect((await api()).body).toMatchObject({
    id: first.id,
    earlier: 0,
    history: [
      { what: 'registered', at: now, round: 1 },
      { what: 'confirmed', at: now, round: 1 },
      { ...mail, at: sentAt, state: 'sent' },
      { ...mail, at: bouncedAt, state: 'failed', because: 'bounced' },
    ],
  })
  const shown = await page()
  for (const said of ['1 April 2022 at 11:02', 'Invitation sent', 'Waiting since 1 April 2022 at 11:00', 'Invitation returned undelivered'])
    expect(shown).toContain(said)
  expect(shown.includes(second.email) || shown.includes(second.name)).toBe(false)
})

test('shows neither tokens or keys nor whether feedback was given', async () => {
  const { slug, first, api, page } = await withPeople()
  await stores.registrations.write(slug, 'changed', now, [{ registration: first, set: { answered: true, requestKey: 'secret-key' } }])
  const told = JSON.stringify((await api()).body) + (await page())
  expect(told.match(/answered"|secret-key|sesMessageId|"seats"|"groups"/g)).toBeNull()
})

test('of a history longer than anyone reads, the end is shown, and how much came before', async () => {
  const { slug, first, api } = await withPeople()
  const message = (await allMessages(stores, slug)).find(({ registrationId }) => registrationId === first.id)
  if (message === undefined) throw new Error('no mail is owed')
  const many = Array.from({ length: 210 }, (_, index) => {
    const createdAt = new Date(Date.parse(now) + (index + 1) * 3_600_000).toISOString()
    return { ...message, calendar: undefined, id: `${first.id}_1_link_${index}`, kind: 'link' as const, createdAt }
  })
  for (let from = 0; from < many.length; from += 70) await stores.registrations.owe(many.slice(from, from + 70))
  const { history, earlier } = (await api()).body
  expect([history.length, earlier, history.at(-1).at]).toEqual([200, 13, many.at(-1)?.createdAt])
})

test('only the event’s organiser can read it, and not through another event’s URL', async () => {
  const { first, api } = await withPeople()
  const other = await withPeople()
  const stranger = { ...organiser, subject: 'somebody-else' }
  const steering: Staff = { subject: 'steering', name: 'Steering', roles: ['steering'] }
  const answers = [await api(first.id, stranger), await api(first.id, steering), await other.api(first.id), await api('nobody')]
  expect(answers.map(({ status }) => status)).toEqual([403, 403, 404, 404])
  expect(JSON.stringify(answers)).not.toContain(first.email)
  await createManaging(stores).cancel(other.slug, { staff: organiser, now })
  expect((await other.api()).status).toBe(200)
})
