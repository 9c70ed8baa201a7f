import type { Page } from 'playwright-core'

// More tab stops than any form of the service has.
const manyStops = 60

/** The focused element, by its `id`, else by its text. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => document.activeElement?.id || document.activeElement?.textContent?.trim() || '')

/** Presses Tab until an element has the focus, by its `id` or its text; an invisible focus is an error. */
export const tabTo = async (page: Page, target: string): Promise<void> => {
  for (let stops = 0; stops < manyStops; stops++) {
    await page.keyboard.press('Tab')
    if ((await focused(page)) !== target) continue
    const outline = await page.evaluate(() => getComputedStyle(document.activeElement ?? document.body).outlineStyle)
    if (outline === 'none') throw new Error(`nobody sees that ${target} has the focus`)
    return
  }
  throw new Error(`the tabulator does not lead to ${target}`)
}
