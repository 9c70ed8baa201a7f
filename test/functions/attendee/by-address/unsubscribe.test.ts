import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { emailKey } from '../../../../shared/domain/basics/email-address.ts'
import { logger } from '../../../../shared/runtime/logger.ts'
import { paths } from '../../../../shared/site/paths.ts'
import { feedbackToken, personHash, registrationToken, unsubscribeToken } from '../../../../shared/tokens/registration-tokens.ts'
import { type PublicSite, startPublicSite } from '../../../make/public-site.ts'
import { itemsOf } from '../../../store/scan.ts'

let site: PublicSite
let person: string
let address: string
beforeAll(async () => {
  logger.setLogLevel('SILENT')
  site = await startPublicSite()
  const key = await site.stores.keys.links()
  person = personHash(key, emailKey('Ana.Kovac@authority.example'))
  address = site.siteUrl + paths.unsubscribe.to({ token: unsubscribeToken(key, person) })
})
afterAll(() => site.stop())
beforeEach(() => site.stores.optionalMail.choose(person, true, new Date().toISOString()))

const isWanted = (): Promise<boolean> => site.stores.optionalMail.isWanted(person)
const post = (body: BodyInit, to = address): Promise<Response> => fetch(to, { method: 'POST', body, redirect: 'manual' })
const oneClick = { 'List-Unsubscribe': 'One-Click' }
const multipart = (fields: Readonly<Record<string, string>>): FormData => {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  return form
}

describe('one click in a mail program', () => {
  test.each([
    ['application/x-www-form-urlencoded', () => new URLSearchParams(oneClick)],
    ['multipart/form-data', () => multipart(oneClick)],
  ])('unsubscribes by %s, is answered immediately and without a redirect', async (_, body) => {
    const answers = [await post(body()), await post(body())]
    expect(answers.map(({ status, headers }) => [status, headers.get('location'), headers.get('set-cookie')])).toEqual([
      [200, null, null],
      [200, null, null],
    ])
    expect(await isWanted()).toBe(false)
  })

  test('uses exactly the body of RFC 8058', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const answer = await fetch(address, { method: 'POST', headers, body: 'List-Unsubscribe=One-Click' })
    expect([answer.status, await isWanted()]).toEqual([200, false])
  })
})

describe('the page', () => {
  test('changes nothing when opened, as mail scanners do', async () => {
    const page = await fetch(address)
    expect([page.status, page.headers.get('cache-control'), await isWanted()]).toEqual([200, 'no-store', true])
    await fetch(address, { method: 'HEAD' })
    expect(await isWanted()).toBe(true)
  })

  test('has a button to unsubscribe, and then one to undo that', async () => {
    const buttonOf = async (): Promise<string | undefined> => /name="optional" value="(\w+)"/.exec(await (await fetch(address)).text())?.[1]
    const press = async (): Promise<readonly unknown[]> => {
      const { status, headers } = await post(new URLSearchParams({ optional: (await buttonOf()) ?? '' }))
      return [status, headers.get('location'), await isWanted()]
    }
    expect([await press(), await press()]).toEqual([
      [303, new URL(address).pathname, false],
      [303, new URL(address).pathname, true],
    ])
  })

  test.each([
    ['nothing', new URLSearchParams()],
    ['another word', new URLSearchParams({ 'List-Unsubscribe': 'Two-Clicks' })],
    ['no form', '{"List-Unsubscribe":"One-Click"}'],
  ])('refuses a POST that says %s', async (_, body) => {
    expect([(await post(body)).status, await isWanted()]).toEqual([400, true])
  })
})

describe('an unsubscribe link', () => {
  test('that is forged, or made for something else, opens nothing', async () => {
    const key = await site.stores.keys.links()
    const own = unsubscribeToken(key, person)
    const other = unsubscribeToken(key, personHash(key, 'somebody@else.example'))
    const tokens = [
      registrationToken(key, { id: person, round: 1 }),
      feedbackToken(key, { id: person, round: 1 }),
      own.replace(/^.{22}/, other.slice(0, 22)),
      `${own.slice(0, -1)}${own.endsWith('A') ? 'B' : 'A'}`,
      own.replace('.1.', '.2.'),
      'x',
    ]
    const answers = await Promise.all(
      tokens.map(async (token) => {
        const to = site.siteUrl + paths.unsubscribe.to({ token })
        return [(await fetch(to)).status, (await post(new URLSearchParams(oneClick), to)).status]
      }),
    )
    expect([answers, await isWanted()]).toEqual([tokens.map(() => [404, 404]), true])
  })

  test('leaves no address in the link, the page or the table', async () => {
    await post(new URLSearchParams(oneClick))
    const kept = JSON.stringify(await itemsOf(site.stores, site.stores.tables.people))
    expect([address, await (await fetch(address)).text(), kept].filter((text) => /kovac/i.test(text))).toEqual([])
  })
})
