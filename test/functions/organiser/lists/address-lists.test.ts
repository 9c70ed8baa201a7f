import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import * as apiLists from '../../../../functions/organiser/lists/api-lists.ts'
import { addInvited, invited, removeInvited } from '../../../../functions/organiser/lists/invited.ts'
import { addMembers, members, removeMember } from '../../../../functions/organiser/lists/members.ts'
import type { StaffRequest } from '../../../../shared/http/request.ts'
import { organiser, publishEvent } from '../../../make/programme.ts'
import { makeRequest } from '../../../make/request.ts'
import { type LocalStores, startStores } from '../../../store/local-store.ts'
import { textOf } from '../../../views/staff/page.ts'

let stores: LocalStores
beforeAll(async () => {
  stores = await startStores()
})
afterAll(() => stores.stop())

const byOrganiser = (slug: string, overrides: Partial<StaffRequest> = {}): StaffRequest => ({
  ...makeRequest(slug),
  staff: organiser,
  ...overrides,
})
const form = (fields: Readonly<Record<string, string>>) => ({ body: String(new URLSearchParams(fields)) })
const body = (value: unknown) => ({ api: true, body: JSON.stringify(value) })

const byAdministrator = (slug: string, overrides: Partial<StaffRequest> = {}): StaffRequest =>
  byOrganiser(slug, { staff: { ...organiser, roles: ['administrator'] }, ...overrides })

describe('the page of the members', () => {
  test('accepts valid entries, returns the rest for correction, and can remove one', async () => {
    const sent = await addMembers(stores)(byAdministrator('', form({ entries: 'anna@example.org\r\nanna@\r\npolice.example\r\n' })))
    expect(sent.statusCode).toBe(422)
    const text = textOf(sent.body ?? '')
    expect(text).toContain('2 entries added.')
    expect(text).toContain('1 line was not added.')
    expect(sent.body).toMatch(/<textarea[^>]*>\s*anna@<\/textarea>/)
    expect(text).toContain('2 members')
    const again = await addMembers(stores)(byAdministrator('', form({ entries: 'Anna@Example.org\nbo@example.org' })))
    expect([again.statusCode, again.headers?.['location']]).toEqual([303, '/organiser/members?added=1&known=1'])
    await removeMember(stores)(byAdministrator('', form({ entry: 'anna@example.org' })))
    const shown = await members(stores)(byAdministrator('', { query: new URLSearchParams('search=EXAMPLE.org') }))
    expect(textOf(shown.body ?? '')).toContain('bo@example.org')
    expect(textOf(shown.body ?? '')).not.toContain('anna@example.org')
  })

  test('is for administrators only', async () => {
    const stranger = { staff: { ...organiser, roles: ['organiser', 'steering'] as const } }
    expect((await members(stores)(byAdministrator('', stranger))).statusCode).toBe(403)
    expect((await addMembers(stores)(byAdministrator('', { ...stranger, ...form({ entries: 'x@example.org' }) }))).statusCode).toBe(403)
    expect((await apiLists.listMembers(stores)(byAdministrator('', { ...stranger, api: true }))).statusCode).toBe(403)
  })
})

describe('the list of an event', () => {
  test('is for its organiser only', async () => {
    const { slug } = await publishEvent(stores)
    expect((await addInvited(stores)(byOrganiser(slug, form({ entries: 'anna@example.org' })))).statusCode).toBe(303)
    const other = { staff: { ...organiser, subject: 'somebody-else' } }
    for (const answer of [
      await invited(stores)(byOrganiser(slug, other)),
      await removeInvited(stores)(byOrganiser(slug, { ...other, ...form({ entry: 'anna@example.org' }) })),
      await apiLists.listInvited(stores)(byOrganiser(slug, { ...other, api: true })),
    ]) {
      expect(answer.statusCode).toBe(403)
      expect(answer.body).not.toContain('anna@example.org')
    }
    expect(textOf((await invited(stores)(byOrganiser(slug))).body ?? '')).toContain('anna@example.org')
  })

  test('can be maintained through the API, in pages', async () => {
    const { slug } = await publishEvent(stores)
    const entries = ['c@example.org', 'a@example.org', 'B@example.org', 'nonsense', 'example.org']
    const added = await apiLists.addInvited(stores)(byOrganiser(slug, body({ entries })))
    expect(JSON.parse(added.body ?? '')).toEqual({
      added: 4,
      known: 0,
      refused: [{ index: 3, entry: 'nonsense', code: 'domain', message: expect.any(String) }],
    })
    const page = async (query: string) =>
      JSON.parse((await apiLists.listInvited(stores)(byOrganiser(slug, { api: true, query: new URLSearchParams(query) }))).body ?? '')
    const first = await page('limit=3')
    expect([first.count, first.entries.map(({ entry }: { entry: string }) => entry)]).toEqual([
      4,
      ['example.org', 'a@example.org', 'b@example.org'],
    ])
    expect(first.next).not.toContain('@')
    const second = await page(first.next.split('?')[1])
    expect(second).toEqual({ count: 4, entries: [{ entry: 'c@example.org', addedAt: expect.any(String) }] })
    const removed = await apiLists.removeInvited(stores)(
      byOrganiser(slug, body({ entries: ['A@example.org; Zoe <z@example.org>; nobody'] })),
    )
    expect(JSON.parse(removed.body ?? '')).toMatchObject({ removed: 1, refused: [{ index: 0, entry: 'nobody', code: 'domain' }] })
  })
})
