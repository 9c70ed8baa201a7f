import type { Page } from 'playwright-core'
import { paths } from '../../../shared/site/paths.ts'
import type { Stage } from '../stage/stage.ts'

export type Reader = 'attendee' | 'organiser' | 'steering' | 'administrator'

/** A page in a relevant state, and how its reader gets there. */
export interface PageState {
  readonly reader: Reader
  readonly open: (page: Page, stage: Stage) => Promise<unknown>
  /** The status of the response, if not 200. */
  readonly status?: number
  /** The maximum bytes of HTML, if more than for other pages. */
  readonly largest?: number
}

export const at =
  (path: (stage: Stage) => string): PageState['open'] =>
  (page, stage) =>
    page.goto(path(stage))

/** Opens a form and submits it unchanged, except for what `fill` gets wrong. */
export const sent =
  (path: (stage: Stage) => string, fill: Readonly<Record<string, string>> = {}): PageState['open'] =>
  async (page, stage) => {
    await page.goto(path(stage))
    for (const [name, value] of Object.entries(fill)) await page.locator(`[name="${name}"]`).fill(value)
    await page.locator('main form button.button').last().click()
    await page.waitForLoadState()
  }

export const attendee = (path: (stage: Stage) => string, status = 200): PageState => ({ reader: 'attendee', open: at(path), status })
export const organiser = (path: (stage: Stage) => string, status = 200): PageState => ({ reader: 'organiser', open: at(path), status })
export const steering = (path: (stage: Stage) => string, status = 200): PageState => ({ reader: 'steering', open: at(path), status })

export const administrator = (path: (stage: Stage) => string): PageState => ({ reader: 'administrator', open: at(path) })

export const of = (slug: keyof Stage['slugs'], path: { to: (parameters: { slug: string }) => string }) => (stage: Stage) =>
  path.to({ slug: stage.slugs[slug] })
export const linked = (token: keyof Stage['registrations'], path: { to: (parameters: { token: string }) => string }) => (stage: Stage) =>
  path.to({ token: stage.registrations[token] })
export const personal = (token: keyof Stage['personal'], path: { to: (parameters: { token: string }) => string }) => (stage: Stage) =>
  path.to({ token: stage.personal[token] })
export const survey = (token: keyof Stage['surveys']) => (stage: Stage) => paths.feedback.to({ token: stage.surveys[token] })
