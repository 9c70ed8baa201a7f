import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { GroupMember } from '../../../shared/domain/registration/group.ts'
import { createGroupRegistering } from '../../../shared/use-cases/registration/group-registering.ts'
import { createRegistering, type Register } from '../../../shared/use-cases/registration/registering.ts'
import { makeGroup } from '../../make/group.ts'
import { now, publishEvent } from '../../make/programme.ts'
import { type LocalStores, startStores } from '../../store/local-store.ts'
import { allRegistrations, owedByKind } from '../../store/scan.ts'

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
