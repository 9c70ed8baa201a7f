import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Browser, Page } from 'playwright-core'
import type { Plenary } from '../../infra/local/plenary.ts'
import { paths } from '../../shared/site/paths.ts'
import { startPlenaryAt } from '../make/plenary.ts'
import { launchBrowser } from './browser.ts'
import { accessibilityProblems, bringAxe, overflowing, watch } from './checks/page-checks.ts'
import { type LinkedPage, linkIn, newestMail } from './people/mailbox.ts'
import { contractWorkshop } from './people/programme.ts'
import { createSeason, type Season } from './people/season.ts'

/** Folder for pictures of every step; without it none are taken. */
const screenshots = process.env['SCREENSHOTS']

const session = (title: string, start: string, end: string, room: string) => ({
  title,
  start: `2022-06-14T${start}`,
  end: `2022-06-14T${end}`,
  choose: true,
  capacity: 20,
  room,
})
const sessions = [
  session('Change in running contracts: what the directives allow', '10:00', '11:30', 'Room A'),
  session('Review clauses that hold', '10:30', '12:00', 'Room B'),
  session('Round table', '13:00', '14:30', 'Room A'),
]

const readers = [
  ['en-GB', 'Aoife Ní Bhriain', 'aoife', 'Marek Kowalczyk', 'marek'],
  ['fr-FR', 'Éloïse Lefèvre-Guérin', 'eloise', 'Jean-Baptiste d’Hérouville', 'jean-baptiste'],
] as const

describe.each(readers)('the whole way of an attendee on a phone, in %s', (locale, name, mailbox, colleague, colleagueMailbox) => {
  let plenary: Plenary
  let browser: Browser
  let season: Season
  beforeAll(async () => {
    plenary = await startPlenaryAt('2022-04-01T08:00:00.000Z')
    browser = await launchBrowser()
    season = await createSeason(plenary)
  })
  afterAll(async () => {
    await browser?.close()
    await plenary?.stop()
  })

  const domain = `${locale.slice(0, 2)}.authority.example`
  const [email, mistyped, colleagueEmail] = [`${mailbox}@${domain}`, `${mailbox}@`, `${colleagueMailbox}@${domain}`]

  /** Checks and pictures the page as it is shown. */
  const looking = (page: Page) => {
    const watched = watch(page)
    let step = 0
    return async (what: string): Promise<void> => {
      step += 1
      if (screenshots !== undefined) {
        mkdirSync(screenshots, { recursive: true })
        const file = `walk-${locale.slice(0, 2)}-${String(step).padStart(2, '0')}-${what}.png`
        await page.screenshot({ fullPage: true, path: join(screenshots, file) })
      }
      const found = { wide: await overflowing(page), problems: await accessibilityProblems(page), complaints: watched.complaints() }
      expect({ what, ...found }).toEqual({ what, wide: [], problems: [], complaints: [] })
    }
  }

  test('find, register with mistakes, change, hand over, cancel, come back, survey: every page fits and is accessible', async () => {
    const slug = await season.publish({ ...contractWorkshop, title: `Contract modification (${locale})`, sessions })
    const context = await browser.newContext({
      baseURL: plenary.siteUrl,
      locale,
      timezoneId: 'Europe/Paris',
      viewport: { width: 360, height: 740 },
      deviceScaleFactor: 2,
      isMobile: true,
      hasTouch: true,
    })
    await bringAxe(context)
    const page = await context.newPage()
    const look = looking(page)
    const field = (of: string) => page.locator(`main [name="${of}"]`)
    const submit = async (): Promise<void> => {
      await page.locator('main form button.button:not(.button-quiet)').last().click()
      await page.waitForLoadState()
    }
    const follow = async (path: string): Promise<void> => {
      await page.locator(`main a[href="${path}"]`).first().click()
      await page.waitForLoadState()
    }
    const openMailed = async (address: string, linked: LinkedPage = 'registrations'): Promise<string> => {
      const link = linkIn(await newestMail(plenary, address), linked)
      await page.goto(link)
      return link.slice(link.lastIndexOf('/') + 1)
    }

    await page.goto('/')
    await look('events')
    await follow(paths.event.to({ slug }))
    await look('event')
    await follow(paths.programme.to({ slug }))
    await look('programme')
    await page.goto(paths.register.to({ slug }))
    await look('form')

    await field('name').fill(name)
    await field('email').fill(mistyped)
    await field('sessions').nth(0).check()
    await field('sessions').nth(1).check()
    await submit()
    await look('form-with-mistakes')
    await field('email').fill(email)
    await field('organisation').fill('Authority')
    await field('country').selectOption('IE')
    await field('role').first().check()
    await field('consent').check()
    await field('sessions').nth(1).uncheck()
    await submit()
    expect(new URL(page.url()).pathname).toBe(paths.registered.to({ slug }))
    await look('registered')

    const token = await openMailed(email)
    await look('registration')
    await follow(paths.registrationChange.to({ token }))
    await look('change')
    await field('sessions').nth(2).check()
    await submit()
    await look('changed')

    await follow(paths.registrationCancel.to({ token }))
    await look('cancel')
    await submit()
    await look('cancelled')
    await follow(paths.registrationAgain.to({ token }))
    await look('register-again')
    await field('consent').check()
    await submit()
    await look('registered-again')

    const again = await openMailed(email)
    await follow(paths.registrationHandOver.to({ token: again }))
    await look('hand-over')
    await field('name').fill(colleague)
    await field('email').fill(email)
    await submit()
    await look('hand-over-with-mistakes')
    await field('email').fill(colleagueEmail)
    await field('consent').check()
    await submit()
    await look('hand-over-check')
    await submit()
    await look('handed-over')

    await openMailed(colleagueEmail)
    await look('colleague')
    await plenary.clock.moveTo('2022-06-14T08:00:00.000Z')
    await page.reload()
    await look('colleague-while-it-runs')
    await plenary.clock.moveTo('2022-06-14T14:00:00.000Z')
    await openMailed(colleagueEmail, 'feedback')
    await look('survey')
    await submit()
    await look('survey-with-mistakes')
    for (const question of ['overall', 'usefulness', 'recommend']) await field(question).nth(3).check()
    await submit()
    await look('thanks')
    expect(new URL(page.url()).pathname).toBe(paths.feedbackThanks.pattern)
    await context.close()
  })
})
