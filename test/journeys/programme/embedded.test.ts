import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Browser, Page } from 'playwright-core'
import { embedSection } from '../../../functions/organiser/publishing/embed-view.ts'
import type { Plenary } from '../../../infra/local/plenary.ts'
import { listen } from '../../../infra/local/ports.ts'
import { paths } from '../../../shared/site/paths.ts'
import { loadTexts } from '../../../shared/texts/texts.ts'
import { startPlenaryAt } from '../../make/plenary.ts'
import { makeStoredEvent } from '../../make/stored-event.ts'
import { launchBrowser } from '../browser.ts'
import { contractWorkshop, marketDemand } from '../people/programme.ts'
import { createSeason, type Season } from '../people/season.ts'

const hostile = `</script><img src=x onerror="document.title='taken over'">"'<b>&amp;`
const session = { title: hostile, start: '2022-06-14T10:00', end: '2022-06-14T11:00', room: 'Room <A>' }

let plenary: Plenary
let browser: Browser
let season: Season
let other: Server
let origin: string
let slug: string
const texts = await loadTexts('en')
const french = await loadTexts('fr')
/** What the other site serves. */
let html = ''

beforeAll(async () => {
  plenary = await startPlenaryAt('2022-04-01T08:00:00.000Z')
  browser = await launchBrowser()
  season = await createSeason(plenary)
  slug = await season.publish({ ...contractWorkshop, title: hostile, capacity: 5, sessions: [session] })
  other = createServer((_, response) => {
    const policy = `default-src 'none'; script-src ${plenary.siteUrl}`
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy }).end(html)
  })
  origin = `http://127.0.0.1:${await listen(other, 0)}`
})
afterAll(async () => {
  await browser?.close()
  other?.close()
  other?.closeAllConnections()
  if (other?.listening) await once(other, 'close')
  await plenary?.stop()
})

/** What an organiser copies from the event's page. */
const copied = async (id: string): Promise<string> => {
  const page = await browser.newPage()
  const event = {
    ...makeStoredEvent({ title: hostile }),
    slug,
    sessions: [{ ...session, id: 's', kind: 'talk' as const, choose: false, speakers: [] }],
  }
  const context = { language: 'en' as const, here: '/', siteUrl: plenary.siteUrl }
  await page.setContent(`<title>copying</title>${embedSection(context, texts, event)}`)
  const text = await page.locator(`#${id}`).inputValue()
  expect(await page.title()).toBe('copying')
  await page.close()
  return text
}

/** A page of the other site, in a browser that has no earlier answer, with all that its console says. */
const visit = async (body: string, { lang = 'en', scripts = true } = {}): Promise<{ page: Page; said: string[] }> => {
  html = `<!doctype html><html lang="${lang}"><title>Another site</title><body><main>${body}</main></body></html>`
  const context = await browser.newContext({ javaScriptEnabled: scripts })
  const page = await context.newPage()
  const said: string[] = []
  page.on('console', (message) => said.push(message.text()))
  page.on('pageerror', (error) => said.push(String(error)))
  await page.goto(origin, { waitUntil: 'networkidle' })
  return { page, said: said.filter((text) => !text.includes('favicon')) }
}

describe('an event on a page of another site, with the policy of that site', () => {
  test('is shown in its language with a button, whatever is in its title; nothing is set and nothing runs', async () => {
    const { page, said } = await visit(await copied('embed-button'))
    const shown = page.locator('.plenary-event')
    expect(await page.locator('main > *:not(script)').count()).toBe(1)
    expect(await shown.getByRole('link').first().textContent()).toBe(hostile)
    const label = texts.site.labelled({ label: texts.event.register, value: hostile })
    const button = shown.getByRole('link', { name: label })
    expect(await button.getAttribute('href')).toBe(plenary.siteUrl + paths.register.to({ slug }))
    expect(await shown.getByText(texts.available['fewer-than-10']).count()).toBe(1)
    expect(await button.evaluate((element) => getComputedStyle(element).backgroundColor)).toBe('rgb(0, 51, 153)')
    expect([await page.title(), await page.context().cookies(), said]).toEqual(['Another site', [], []])
    await page.context().close()
  })

  test('is shown in French on a French page, with its programme', async () => {
    const { page, said } = await visit(await copied('embed-programme'), { lang: 'fr-BE' })
    const shown = page.locator('.plenary-event')
    expect(await shown.getAttribute('lang')).toBe('fr')
    expect(await shown.getByText(french.event.register, { exact: true }).count()).toBe(1)
    expect((await shown.locator('li').textContent())?.replaceAll(/\s+/g, ' ')).toBe(
      `10:00–11:00 ${hostile} (Room <A>)`.replaceAll(/\s+/g, ' '),
    )
    expect([await page.title(), said]).toEqual(['Another site', []])
    await page.context().close()
  })

  test('is a plain link without scripts', async () => {
    const { page } = await visit(await copied('embed-button'), { scripts: false })
    expect(await page.locator('main a').evaluateAll((links) => links.map((link) => link.getAttribute('href')))).toEqual([
      plenary.siteUrl + paths.event.to({ slug }),
    ])
    await page.context().close()
  })

  test('shows the new date when it moves, and says that it is cancelled', async () => {
    const snippet = await copied('embed-button')
    const { organiser: token } = season.tokens
    await season.api('POST', paths.apiMove.to({ slug }), { token, body: { days: 7 } })
    const moved = await visit(snippet)
    expect(await moved.page.locator('.plenary-event').getByText('21 June 2022').count()).toBe(1)
    await moved.page.context().close()
    await season.api('POST', paths.apiCancel.to({ slug }), { token })
    const cancelled = await visit(snippet)
    const shown = cancelled.page.locator('.plenary-event')
    expect(await shown.getByText(texts.event.states.cancelled.title).count()).toBe(1)
    expect(await shown.getByRole('link').evaluateAll((links) => links.map((link) => link.getAttribute('href')))).toEqual(
      Array(2).fill(plenary.siteUrl + paths.event.to({ slug })),
    )
    await cancelled.page.context().close()
  })
})

test('the script may be kept for a minute and used by any site; of drafts and events by invitation there is none', async () => {
  const open = await season.publish(marketDemand)
  const answer = await fetch(plenary.siteUrl + paths.embeddedButton.to({ slug: open }))
  expect([answer.status, answer.headers.get('cache-control'), answer.headers.get('cross-origin-resource-policy')]).toEqual([
    200,
    'public, max-age=60',
    'cross-origin',
  ])
  expect([answer.headers.get('content-type'), answer.headers.get('set-cookie')]).toEqual(['text/javascript; charset=utf-8', null])
  const { organiser: token } = season.tokens
  const draft = await season.api('POST', paths.apiEvents.to({}), { token, body: { ...marketDemand, title: 'Not yet' } })
  const invited = await season.publish({ ...marketDemand, audience: 'invited' })
  for (const none of [JSON.stringify(draft.body).match(/"slug":"([^"]+)"/)?.[1] ?? '', invited, 'nothing'])
    expect((await fetch(plenary.siteUrl + paths.embeddedProgramme.to({ slug: none }))).status).toBe(404)
})
