import type { Browser, Page } from 'playwright-core'
import { demoAccounts } from '../../infra/local/issuer/accounts.ts'
import type { Plenary } from '../../infra/local/plenary.ts'
import { paths } from '../../shared/site/paths.ts'
import { startPlenaryAt } from '../make/plenary.ts'
import { launchBrowser } from './browser.ts'
import { bringAxe, watch } from './checks/page-checks.ts'
import { signIn } from './people/staff.ts'
import { type Stage, setStage } from './stage/stage.ts'
import type { PageState, Reader } from './states/page-state.ts'
import { pageStates } from './states/page-states.ts'

export type Locale = 'en-GB' | 'fr-FR'

/** A person's browser, at the last page opened. */
interface Reading {
  readonly page: Page
  /** The browser's warnings, and the response. */
  readonly watched: ReturnType<typeof watch>
}

/** The service with every event and person shown by `pageStates`, and a reader of each kind for each of these locales. */
export const startReading = async (locales: readonly Locale[]) => {
  let plenary: Plenary | undefined
  let browser: Browser | undefined
  const stop = async (): Promise<void> => {
    await browser?.close()
    await plenary?.stop()
  }
  const readers = new Map<string, Reading>()

  const openReader = async (reader: Reader, locale: Locale): Promise<void> => {
    if (browser === undefined || plenary === undefined) return
    const context = await browser.newContext({ baseURL: plenary.siteUrl, locale, timezoneId: 'Europe/Sofia' })
    await bringAxe(context)
    const page = await context.newPage()
    const account = demoAccounts.find(({ roles }) => roles.some((role) => role === reader))
    if (account !== undefined) await signIn(page, account, paths[reader === 'steering' ? 'steering' : 'organiser'].to({}))
    readers.set(`${reader} ${locale}`, { page, watched: watch(page) })
  }

  let stage: Stage
  try {
    plenary = await startPlenaryAt('2022-04-25T06:00:00.000Z')
    browser = await launchBrowser()
    stage = await setStage(plenary)
    for (const reader of ['attendee', 'organiser', 'steering', 'administrator'] as const)
      for (const locale of locales) await openReader(reader, locale)
  } catch (fault) {
    await stop()
    throw fault
  }

  return {
    /** Opens a page on a large screen, in the light theme. */
    open: async (name: string, locale: Locale): Promise<Reading & PageState> => {
      const state = pageStates[name]
      const reading = readers.get(`${state?.reader} ${locale}`)
      if (state === undefined || reading === undefined) throw new Error(`nobody reads ${name}`)
      await reading.page.setViewportSize({ width: 1280, height: 900 })
      await reading.page.emulateMedia({ colorScheme: 'light' })
      await state.open(reading.page, stage)
      return { ...state, ...reading }
    },
    stop,
  }
}
export type Readers = Awaited<ReturnType<typeof startReading>>
