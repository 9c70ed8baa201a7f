import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { RolesAnswer } from '../../../shared/domain/staff/sign-in-session.ts'
import type { Staff } from '../../../shared/domain/who-may.ts'
import { secretHash } from '../../../shared/tokens/secret-id.ts'
import { createContinuing } from '../../../shared/use-cases/staff/continuing.ts'
import { createRecognising } from '../../../shared/use-cases/staff/recognising.ts'
import { createSigningIn } from '../../../shared/use-cases/staff/signing-in.ts'
import { type LocalStores, startStores } from '../../store/local-store.ts'
import { itemsOf } from '../../store/scan.ts'

let stores: LocalStores
beforeAll(async () => {
  stores = await startStores()
})
afterAll(() => stores.stop())

const staff: Staff = { subject: 'olga', name: 'Olga', email: 'olga@authority.example', roles: ['organiser', 'steering'] }
const morning = '2022-04-26T08:00:00.000Z'
const after = (minutes: number): string => new Date(Date.parse(morning) + minutes * 60_000).toISOString()

/** A session begun in the morning, and an issuer that answers as told. */
const signedIn = async (answer: RolesAnswer = { outcome: 'told', staff }, refreshToken = 'refresh-1') => {
  const sessions = stores.signInSessions
  const asked: string[] = []
  const readRoles = async (token: string): Promise<RolesAnswer> => {
    asked.push(token)
    return answer
  }
  const signingIn = createSigningIn({ sessions, colleagues: stores.colleagues, members: stores.members })
  const id = await signingIn.begin({ staff, ...(refreshToken === '' ? {} : { refreshToken }) }, { now: morning, language: 'en' }, undefined)
  const proceed = createContinuing({ sessions, readRoles })
  return { id, asked, signingIn, rolesAfter: async (minutes: number) => rolesIn(await proceed(id, after(minutes))) }
}

const rolesIn = (found: Awaited<ReturnType<ReturnType<typeof createContinuing>>>) =>
  found?.state === 'signed-in' ? found.staff.roles : found?.state

test('a session goes on while its person works, and ends after half an hour without them', async () => {
  const { rolesAfter } = await signedIn()
  for (const minutes of [0.5, 20, 45, 74]) expect(await rolesAfter(minutes)).toEqual(staff.roles)
  expect(await rolesAfter(104)).toBe('ended')
  expect(await rolesAfter(105)).toBe('ended')
})

test('a session ends after twelve hours, however busy', async () => {
  const { rolesAfter } = await signedIn()
  for (let minutes = 20; minutes < 720; minutes += 20) expect(await rolesAfter(minutes)).toEqual(staff.roles)
  expect(await rolesAfter(720)).toBe('ended')
})

test('signing out ends the session for every function at once', async () => {
  const { id, signingIn, rolesAfter } = await signedIn()
  expect(await rolesAfter(1)).toEqual(staff.roles)
  expect(await signingIn.end(id, after(2))).toMatchObject({ staff: { subject: staff.subject }, refreshToken: 'refresh-1' })
  expect(await signingIn.end(id, after(2))).toBeUndefined()
  expect(await rolesAfter(2)).toBe('ended')
  expect(await stores.signInSessions.see(secretHash(id), after(3))).toBe(false)
  expect(await rolesAfter(3)).toBe('ended')
})

test('signing in again in the same browser ends the session before', async () => {
  const { id, signingIn, rolesAfter } = await signedIn()
  await signingIn.begin({ staff }, { now: after(1), language: 'en' }, id)
  expect(await rolesAfter(1)).toBe('ended')
})

test('pages for everybody recognise who is signed in, without making the session last longer', async () => {
  const { id, signingIn, rolesAfter } = await signedIn()
  const recognise = createRecognising(stores.signInSessions)
  for (const minutes of [0, 15, 29]) expect(await recognise(id, after(minutes))).toEqual(staff)
  expect([await recognise(id, after(30)), await rolesAfter(30)]).toEqual([undefined, 'ended'])
  const next = await signedIn()
  await signingIn.end(next.id, after(1))
  expect(await recognise(next.id, after(1))).toBeUndefined()
  expect(await recognise('x'.repeat(43), morning)).toBeUndefined()
})

test('nobody signs in with an id that was never given', async () => {
  const proceed = createContinuing({ sessions: stores.signInSessions, readRoles: async () => ({ outcome: 'silent' }) })
  expect(await proceed('x'.repeat(43), morning)).toBeUndefined()
})

describe('roles', () => {
  test('are read again after five minutes, so that somebody who lost one has lost it', async () => {
    const { asked, rolesAfter } = await signedIn({ outcome: 'told', staff: { ...staff, roles: ['steering'] }, refreshToken: 'refresh-2' })
    expect(await rolesAfter(4)).toEqual(['organiser', 'steering'])
    expect(await rolesAfter(5)).toEqual(['steering'])
    expect(await rolesAfter(9)).toEqual(['steering'])
    expect(await rolesAfter(10)).toEqual(['steering'])
    // The second time with the token that the issuer gave in exchange.
    expect(asked).toEqual(['refresh-1', 'refresh-2'])
  })

  test('are read once for several requests at once, which all wait if they are too old', async () => {
    const { asked, rolesAfter } = await signedIn({ outcome: 'told', staff: { ...staff, roles: ['organiser'] } })
    const answers = await Promise.all([rolesAfter(20), rolesAfter(20), rolesAfter(20)])
    expect(answers).toEqual([['organiser'], ['organiser'], ['organiser']])
    expect(asked).toEqual(['refresh-1'])
  })

  test('of somebody whom the issuer no longer knows end the session', async () => {
    const { rolesAfter } = await signedIn({ outcome: 'refused' })
    expect([await rolesAfter(6), await rolesAfter(6)]).toEqual(['ended', 'ended'])
  })

  test('hold for a quarter of an hour while the issuer does not answer, and no longer', async () => {
    const { rolesAfter } = await signedIn({ outcome: 'silent' })
    expect(await rolesAfter(14)).toEqual(staff.roles)
    expect(await rolesAfter(15)).toBe('ended')
  })

  test('hold for a quarter of an hour if the issuer gives no way to read them again', async () => {
    const { asked, rolesAfter } = await signedIn({ outcome: 'told', staff }, '')
    expect([await rolesAfter(14), await rolesAfter(15), asked]).toEqual([staff.roles, 'ended', []])
  })
})

test('what is stored holds neither the id nor the issuer’s token in readable form', async () => {
  const { id } = await signedIn(undefined, 'a-very-secret-refresh-token')
  const all = JSON.stringify(await itemsOf(stores, stores.tables.staff))
  expect(all).toContain(secretHash(id))
  expect([all.includes(id), all.includes('a-very-secret-refresh-token')]).toEqual([false, false])
})
