import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { createFanningOut } from '../../../functions/fan-out/fanning-out.ts'
import { apiInvite, checkInvitations, sendInvitations } from '../../../functions/organiser/lists/invitations.ts'
import { invited } from '../../../functions/organiser/lists/invited.ts'
import { personMailId } from '../../../shared/domain/mail/asked-mail.ts'
import type { FanOut } from '../../../shared/domain/mail/fan-out.ts'
import { type OutboxMessage, outboxMessageSchema } from '../../../shared/domain/mail/outbox-message.ts'
import { lists } from '../../../shared/store/address-lists.ts'
import { personalKey } from '../../../shared/tokens/personal-key.ts'
import { personHash } from '../../../shared/tokens/registration-tokens.ts'
import { createRegistering } from '../../../shared/use-cases/registration/registering.ts'
import { makePerson, now, organiser, publishEvent } from '../../make/programme.ts'
import { makeRequest } from '../../make/request.ts'
import { type LocalStores, startStores } from '../../store/local-store.ts'
import { itemsOf } from '../../store/scan.ts'
import { textOf } from '../../views/staff/page.ts'

let stores: LocalStores
beforeAll(async () => {
  stores = await startStores()
})
afterAll(() => stores.stop())

const later = '2022-04-03T09:00:00.000Z'
const byOrganiser = (slug: string, at = now, fields: Readonly<Record<string, string>> = {}) => ({
  ...makeRequest(slug),
  staff: organiser,
  now: at,
  body: String(new URLSearchParams(fields)),
})
const addresses = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `person${String(index).padStart(4, '0')}@authority.example`)

/** A published event with a list of invited people. */
const eventFor = async (entries: readonly string[]): Promise<string> => {
  const { slug } = await publishEvent(stores, { audience: 'invited' })
  await stores.lists.add(lists.invited(slug), entries, now)
  return slug
}

/** Presses the button; returns the fan-out it began. */
const send = async (slug: string, at = now, key = `key-of-${at.slice(0, 10)}`): Promise<FanOut> => {
  const answer = await sendInvitations(stores)(byOrganiser(slug, at, { requestKey: key }))
  expect([answer.statusCode, answer.headers?.['location']]).toEqual([303, `/organiser/events/${slug}/invited?begun`])
  const [begun] = await stores.fanOuts.listOf(slug)
  if (begun === undefined) throw new Error('nothing was begun')
  return begun
}
const wholeTime = (at = now) => ({ now: () => at, timeLeftMs: () => 60_000 })
/** Time for one page, then none. */
const shortTime = () => {
  let pages = 0
  return { now: () => now, timeLeftMs: () => (pages++ === 0 ? 60_000 : 0) }
}

/** The invitations owed for an event. */
const owedFor = async (slug: string): Promise<readonly OutboxMessage[]> =>
  (await itemsOf(stores, stores.tables.people)).flatMap((item) => {
    const message = outboxMessageSchema.safeParse(item).data
    return message?.kind === 'invited' && message.event.slug === slug ? [message] : []
  })
const recipientsOf = async (slug: string): Promise<readonly string[]> =>
  (await owedFor(slug)).map(({ recipient }) => recipient.email).toSorted()
const finishedAt = async (slug: string) => (await stores.fanOuts.listOf(slug)).map((fanOut) => fanOut.finishedAt)
const textOfList = async (slug: string): Promise<string> => textOf((await invited(stores)(byOrganiser(slug))).body ?? '')

describe('invitations to an event', () => {
  test('go once to each address on the list, and to no domain', async () => {
    const slug = await eventFor(['anna@example.org', 'bo@example.org', 'police.example'])
    await createFanningOut(stores)(await send(slug), wholeTime())
    const [first, ...others] = await owedFor(slug)
    const person = personHash(await stores.keys.links(), first?.recipient.email ?? '')
    expect([first?.id, first?.registrationId, first?.recipient.name]).toEqual([
      `person-${person}_1_invited_${slug}`,
      personMailId({ person }),
      '',
    ])
    expect([first?.recipient.email, ...others.map(({ recipient }) => recipient.email)].toSorted()).toEqual([
      'anna@example.org',
      'bo@example.org',
    ])
    expect(await finishedAt(slug)).toEqual([now])
    expect(await textOfList(slug)).toContain('Invited on 1 April 2022')
  })

  test('are written in the language of the event', async () => {
    const { slug } = await publishEvent(stores, { audience: 'invited', language: 'fr' })
    await stores.lists.add(lists.invited(slug), ['anna@example.org'], now)
    await createFanningOut(stores)(await send(slug), wholeTime())
    expect((await owedFor(slug)).map(({ language }) => language)).toEqual(['fr'])
  })

  test('are owed once, even if the button is pressed twice, or the work runs twice concurrently', async () => {
    const slug = await eventFor(addresses(130))
    const [begun] = [await send(slug), await send(slug)]
    expect(await finishedAt(slug)).toEqual([undefined])
    const other = await send(slug, later)
    await Promise.all([
      createFanningOut(stores)(begun, wholeTime()),
      createFanningOut(stores.another())(begun, wholeTime()),
      createFanningOut(stores.another())(other, wholeTime(later)),
    ])
    expect(await recipientsOf(slug)).toEqual(addresses(130))
    expect(await finishedAt(slug)).toEqual([later, now])
  })

  test('continue where a run died', async () => {
    const slug = await eventFor(addresses(900))
    const begun = await send(slug)
    const fanOut = createFanningOut(stores)
    await fanOut(begun, shortTime())
    expect([(await owedFor(slug)).length, await finishedAt(slug)]).toEqual([400, [undefined]])
    // Another run owed some of them, and died before it could mark that.
    const key = await stores.keys.links()
    const [owed] = await owedFor(slug)
    if (owed === undefined) throw new Error('nothing is owed')
    const [entry = ''] = addresses(900).slice(500)
    const to = personMailId({ person: personHash(key, entry) })
    const owes = { ...owed, id: `${to}_1_invited_${slug}`, registrationId: to, recipient: { name: '', email: entry } }
    expect(await stores.lists.invite(lists.invited(slug), [{ entry, owes }])).toBe(true)
    await fanOut(begun, wholeTime())
    expect(await recipientsOf(slug)).toEqual(addresses(900))
    expect(await finishedAt(slug)).toEqual([now])
  })

  test('leave no address with the event, at any stage', async () => {
    const slug = await eventFor(addresses(500))
    await createFanningOut(stores)(await send(slug), shortTime())
    expect(JSON.stringify(await itemsOf(stores, stores.tables.programme))).not.toContain('authority.example')
  })

  test('go only to new entries when sent again', async () => {
    const slug = await eventFor(['anna@example.org', 'bo@example.org'])
    await createFanningOut(stores)(await send(slug), wholeTime())
    await stores.lists.add(lists.invited(slug), ['cy@example.org'], later)
    expect(await stores.lists.countToInvite(lists.invited(slug))).toBe(1)
    await createFanningOut(stores)(await send(slug, later), wholeTime(later))
    expect((await owedFor(slug)).map(({ createdAt }) => createdAt).toSorted()).toEqual([now, now, later])
    expect(await finishedAt(slug)).toEqual([later, now])
  })

  test('do not go again to people removed from the list and put back', async () => {
    const slug = await eventFor(['anna@example.org'])
    await createFanningOut(stores)(await send(slug), wholeTime())
    await stores.lists.remove(lists.invited(slug), ['anna@example.org'])
    await stores.lists.add(lists.invited(slug), ['anna@example.org'], later)
    await createFanningOut(stores)(await send(slug, later), wholeTime(later))
    expect((await owedFor(slug)).map(({ createdAt }) => createdAt)).toEqual([now])
    const { entries } = await stores.lists.page(lists.invited(slug), 10)
    expect(entries).toEqual([{ entry: 'anna@example.org', addedAt: later, invitedAt: now }])
  })

  test('do not go to people who have registered', async () => {
    const slug = await eventFor(['anna@example.org', 'bo@example.org'])
    const key = personalKey(await stores.keys.links(), slug, 'anna@example.org')
    const person = { ...makePerson(1, { email: 'anna@example.org' }), personalKey: key }
    expect(await createRegistering(stores)(slug, person, { now, language: 'en', requestKey: undefined })).toBe('confirmed')
    await createFanningOut(stores)(await send(slug), wholeTime())
    expect(await recipientsOf(slug)).toEqual(['bo@example.org'])
  })
})

describe('the confirmation page', () => {
  test('says how many addresses will get one, and changes nothing', async () => {
    const slug = await eventFor(['anna@example.org', 'bo@example.org', 'police.example'])
    const shown = textOf((await checkInvitations(stores)(byOrganiser(slug))).body ?? '')
    expect(shown).toContain('2 addresses will each receive an invitation.')
    expect(await stores.fanOuts.listOf(slug)).toEqual([])
  })

  test('offers nothing to send if nobody is left, or registration is closed', async () => {
    const nobody = await eventFor(['police.example'])
    const empty = (await checkInvitations(stores)(byOrganiser(nobody))).body ?? ''
    expect(textOf(empty)).toContain('There is nobody left to invite.')
    const over = '2023-01-01T09:00:00.000Z'
    const slug = await eventFor(['anna@example.org'])
    const closed = (await checkInvitations(stores)(byOrganiser(slug, over))).body ?? ''
    expect(textOf(closed)).toContain('You can send invitations while registration is open. It is not open at the moment.')
    for (const body of [empty, closed]) expect(body).not.toContain('name="requestKey"')
    expect((await sendInvitations(stores)(byOrganiser(slug, over))).statusCode).toBe(409)
    expect(await stores.fanOuts.listOf(slug)).toEqual([])
  })

  test('is only for the event’s organiser, and for events with a list', async () => {
    const slug = await eventFor(['anna@example.org'])
    const stranger = { ...byOrganiser(slug), staff: { ...organiser, subject: 'somebody-else' } }
    const { slug: open } = await publishEvent(stores)
    const answers = [
      await checkInvitations(stores)(stranger),
      await sendInvitations(stores)(stranger),
      await apiInvite(stores)({ ...stranger, api: true }),
      await sendInvitations(stores)(byOrganiser(open)),
    ]
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([403, 403, 403, 409])
    expect([await stores.fanOuts.listOf(slug), await stores.fanOuts.listOf(open)]).toEqual([[], []])
  })
})

test('the API sends invitations too, and immediately returns how many', async () => {
  const slug = await eventFor(addresses(3))
  const answer = await apiInvite(stores)({ ...byOrganiser(slug), api: true })
  expect([answer.statusCode, JSON.parse(answer.body ?? '')]).toEqual([202, { addresses: 3 }])
  const [begun] = await stores.fanOuts.listOf(slug)
  if (begun === undefined) throw new Error('nothing was begun')
  await createFanningOut(stores)(begun, wholeTime())
  expect(await recipientsOf(slug)).toEqual(addresses(3))
})
