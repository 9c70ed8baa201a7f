import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { GroupMember } from '../../../shared/domain/registration/group.ts'
import { createBringing } from '../../../shared/use-cases/mail/bringing-to-outbox.ts'
import { createApproving } from '../../../shared/use-cases/registration/approving.ts'
import { createGroupRegistering } from '../../../shared/use-cases/registration/group-registering.ts'
import { createRegistering, type Register } from '../../../shared/use-cases/registration/registering.ts'
import { makeGroup } from '../../make/group.ts'
import { now, publishEvent } from '../../make/programme.ts'
import { type LocalStores, startStores } from '../../store/local-store.ts'
import { allMessages, allRegistrations, owedByKind } from '../../store/scan.ts'

let stores: LocalStores
let register: Register
let registerGroup: ReturnType<typeof createGroupRegistering>
beforeAll(async () => {
  stores = await startStores()
  register = createRegistering(stores)
  registerGroup = createGroupRegistering(register)
})
afterAll(() => stores.stop())

const asked = { now, language: 'en' } as const

const outcomes = (members: readonly GroupMember[] | string) =>
  typeof members === 'string' ? members : members.map(({ name, status }) => [name, status])

describe('a group', () => {
  test('is registered person by person, each with a mail, first in places and then on the waiting list', async () => {
    const { slug } = await publishEvent(stores, { capacity: 2 })
    const members = await registerGroup(slug, makeGroup('Ana', 'Bo', 'Cy'), { ...asked, requestKey: 'form' })
    expect(outcomes(members)).toEqual([
      ['Ana', 'confirmed'],
      ['Bo', 'confirmed'],
      ['Cy', 'waitlisted'],
    ])
    const stored = await allRegistrations(stores, slug)
    expect(stored.map(({ name, organisation, requestKey, owes }) => [name, organisation, requestKey, owes]).sort()).toEqual([
      ['Ana', 'Authority', 'form', undefined],
      ['Bo', 'Authority', 'form', undefined],
      ['Cy', 'Authority', 'form', 'waitlisted'],
    ])
    expect(await owedByKind(stores, slug)).toEqual({ confirmation: 2 })
  })

  test('sent again with corrections says which people stand as first entered, and registers the others', async () => {
    const { slug } = await publishEvent(stores)
    await registerGroup(slug, makeGroup('Ana', 'Bo', 'Cy'), { ...asked, requestKey: 'form' })
    const { people, ...group } = makeGroup('Cy', 'Bo', 'Di')
    const corrected = people.map((person) => (person.name === 'Bo' ? { ...person, name: 'Boo' } : person))
    expect(outcomes(await registerGroup(slug, { ...group, people: corrected }, { ...asked, requestKey: 'form' }))).toEqual([
      ['Cy', 'confirmed'],
      ['Boo', 'first-stands'],
      ['Di', 'confirmed'],
    ])
    expect((await allRegistrations(stores, slug)).map(({ name }) => name).sort()).toEqual(['Ana', 'Bo', 'Cy', 'Di'])
  })

  test('interrupted by a fault can be sent again safely: everyone has one place and one mail', async () => {
    const { slug } = await publishEvent(stores, { capacity: 3 })
    let calls = 0
    const failing: Register = (...args) => {
      calls += 1
      if (calls === 2) throw new Error('the table does not answer')
      return register(...args)
    }
    const registerAll = createGroupRegistering(failing)
    await expect(registerAll(slug, makeGroup('Ana', 'Bo', 'Cy'), { ...asked, requestKey: 'form' })).rejects.toThrow('does not answer')
    expect(await owedByKind(stores, slug)).toEqual({ confirmation: 1 })
    const members = await registerAll(slug, makeGroup('Ana', 'Bo', 'Cy'), { ...asked, requestKey: 'form' })
    expect(outcomes(members)).toEqual([
      ['Ana', 'confirmed'],
      ['Bo', 'confirmed'],
      ['Cy', 'confirmed'],
    ])
    expect(await owedByKind(stores, slug)).toEqual({ confirmation: 3 })
  })

  test('does not reveal who was registered before', async () => {
    const { slug } = await publishEvent(stores)
    await registerGroup(slug, makeGroup('Ana'), { ...asked, requestKey: 'one' })
    expect(outcomes(await registerGroup(slug, makeGroup('Ana', 'Bo'), { ...asked, requestKey: 'two' }))).toEqual([
      ['Ana', 'confirmed'],
      ['Bo', 'confirmed'],
    ])
    expect(await owedByKind(stores, slug)).toEqual({ confirmation: 2, link: 1 })
  })
})

describe('the mail to somebody whom another person registered', () => {
  const mailsOf = async (slug: string) =>
    Object.fromEntries((await allMessages(stores, slug)).map(({ kind, recipient, registeredBy }) => [recipient.name, [kind, registeredBy]]))
  const bringAll = async (slug: string): Promise<void> => {
    for (const { id } of await allRegistrations(stores, slug)) await createBringing(stores)(id, now)
  }

  test('says who it was, whether they got a place or wait; who registered themselves too is not told so', async () => {
    const { slug } = await publishEvent(stores, { capacity: 2 })
    const group = { ...makeGroup('Ana', 'Piet', 'Cy'), registeredBy: 'PIET' }
    await registerGroup(slug, group, { ...asked, requestKey: undefined })
    await bringAll(slug)
    expect(await mailsOf(slug)).toEqual({
      Ana: ['confirmation', 'PIET'],
      Piet: ['confirmation', undefined],
      Cy: ['waitlisted', 'PIET'],
    })
  })

  test('says so too where an organiser decides, and only the first one', async () => {
    const { slug } = await publishEvent(stores, { audience: 'approval' })
    await registerGroup(slug, { ...makeGroup('Ana', 'Bo'), registeredBy: 'Piet Jansen' }, { ...asked, requestKey: undefined })
    const [early] = await allRegistrations(stores, slug)
    // Approved before the mail about the request came to be.
    await createApproving(stores).approve(slug, early?.id ?? '', now)
    await bringAll(slug)
    const [one, other] = [early?.name ?? '', early?.name === 'Ana' ? 'Bo' : 'Ana']
    expect(await mailsOf(slug)).toEqual({ [one]: ['confirmation', 'Piet Jansen'], [other]: ['pending', 'Piet Jansen'] })
    for (const { id, name } of await allRegistrations(stores, slug))
      if (name === other) await createApproving(stores).approve(slug, id, now)
    const later = (await allMessages(stores, slug)).filter(({ recipient, kind }) => recipient.name === other && kind === 'confirmation')
    expect(later.map(({ registeredBy }) => registeredBy)).toEqual([undefined])
  })

  test('without a name only says that it was somebody, unless one person alone is registered', async () => {
    const [several, one] = [await publishEvent(stores), await publishEvent(stores)]
    await registerGroup(several.slug, makeGroup('Ana', 'Bo'), { ...asked, requestKey: undefined })
    await registerGroup(one.slug, makeGroup('Ana'), { ...asked, requestKey: undefined })
    expect([await mailsOf(several.slug), await mailsOf(one.slug)]).toEqual([
      { Ana: ['confirmation', ''], Bo: ['confirmation', ''] },
      { Ana: ['confirmation', undefined] },
    ])
  })

  const linksOf = async (slug: string) =>
    (await allMessages(stores, slug))
      .filter(({ kind }) => kind === 'link')
      .map(({ recipient, registeredBy, tried }) => [recipient.name, registeredBy, tried])
      .toSorted()

  test('says so too if they had a place or waited, while whoever registered them is told nothing else than about others', async () => {
    const { slug } = await publishEvent(stores, { capacity: 2 })
    await registerGroup(slug, makeGroup('Ana', 'Bo', 'Cy'), { ...asked, requestKey: undefined })
    await bringAll(slug)
    const again = { ...makeGroup('ANA', 'Cy', 'Di'), registeredBy: 'Piet Jansen' }
    expect(outcomes(await registerGroup(slug, again, { ...asked, requestKey: undefined }))).toEqual([
      ['ANA', 'waitlisted'],
      ['Cy', 'waitlisted'],
      ['Di', 'waitlisted'],
    ])
    expect(await linksOf(slug)).toEqual([
      ['Ana', 'Piet Jansen', undefined],
      ['Cy', 'Piet Jansen', undefined],
    ])
  })

  test('names the person who was to be registered with their address, and who did that', async () => {
    const { slug } = await publishEvent(stores)
    await registerGroup(slug, makeGroup('Clerk'), { ...asked, requestKey: undefined })
    const { people, ...shared } = makeGroup('Boss')
    const boss = people.map((person) => ({ ...person, email: 'clerk@authority.example' }))
    await registerGroup(slug, { ...shared, people: boss, registeredBy: 'Piet Jansen' }, { ...asked, requestKey: undefined })
    expect(await linksOf(slug)).toEqual([['Clerk', 'Piet Jansen', 'Boss']])
    for (const message of await allMessages(stores, slug)) await stores.outbox.mark(message, 'sent', now)
    expect(JSON.stringify(await allMessages(stores, slug))).not.toMatch(/Piet|Boss/)
  })

  test('leaves no name of theirs behind, with the registration or the sent mail', async () => {
    const { slug } = await publishEvent(stores, { capacity: 1 })
    await registerGroup(slug, { ...makeGroup('Ana', 'Bo'), registeredBy: 'Piet Jansen' }, { ...asked, requestKey: undefined })
    await bringAll(slug)
    for (const message of await allMessages(stores, slug)) await stores.outbox.mark(message, 'sent', now)
    const left = [await allMessages(stores, slug), await allRegistrations(stores, slug)]
    expect([left.map(({ length }) => length), JSON.stringify(left).includes('Piet')]).toEqual([[2, 2], false])
  })
})

test('is told why if nobody can be registered, and who got nothing if some can', async () => {
  const full = await publishEvent(stores, { capacity: 1, waitingList: 'none' })
  const registerAll = (slug: string, ...names: readonly string[]) =>
    registerGroup(slug, makeGroup(...names), { ...asked, requestKey: undefined })
  expect(outcomes(await registerAll(full.slug, 'Ana', 'Bo'))).toEqual([
    ['Ana', 'confirmed'],
    ['Bo', 'full'],
  ])
  expect(outcomes(await registerAll(full.slug, 'Cy', 'Di'))).toBe('full')
  const approved = await publishEvent(stores, { audience: 'approval' })
  expect(outcomes(await registerAll(approved.slug, 'Ana'))).toEqual([['Ana', 'pending']])
})
