import type { Page } from 'playwright-core'

// More tab stops than any form of the service has.
const manyStops = 60

/** The focused element, by its `id`, else by its name or text. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement
    return element?.id || element?.getAttribute('aria-label') || element?.textContent?.trim() || ''
  })

/** Presses Tab until an element has the focus, by its `id`, name or text; an invisible focus is an error. */
export const tabTo = async (page: Page, target: string, most = manyStops): Promise<void> => {
  for (let stops = 0; stops < most; stops++) {
    await page.keyboard.press('Tab')
    if ((await focused(page)) !== target) continue
    const outline = await page.evaluate(() => getComputedStyle(document.activeElement ?? document.body).outlineStyle)
    if (outline === 'none') throw new Error(`nobody sees that ${target} has the focus`)
    return
  }
  throw new Error(`the tabulator does not lead to ${target} within ${most} stops`)
}

/** Presses Enter and waits for the page that follows. */
export const pressed = async (page: Page): Promise<void> => {
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')])
  // Only as it is drawn does a page give an element the focus (`autofocus`).
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
}

/** Tabs to an element and presses Enter there, then waits for the page that follows. */
export const follow = async (page: Page, target: string, most = manyStops): Promise<void> => {
  await tabTo(page, target, most)
  await pressed(page)
}

/** Passes the header of a page by its skip link. */
export const skipToMain = async (page: Page): Promise<void> => {
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  if ((await focused(page)) !== 'main') throw new Error('the skip link does not lead to the main part')
}

/** Types a wall time such as `2022-06-14T09:00` into a control; the test browser asks for it as Americans write it. */
export const typeTime = async (page: Page, id: string, wallTime: string): Promise<void> => {
  const [year = '', month = '', day = '', hour = '', minute = ''] = wallTime.split(/[-T:]/)
  const { keyboard } = page
  await tabTo(page, id)
  await keyboard.type(`${month}${day}${year}`)
  // A year may have six digits.
  await keyboard.press('ArrowRight')
  await keyboard.type(`${String(Number(hour) % 12 || 12).padStart(2, '0')}${minute}${Number(hour) < 12 ? 'A' : 'P'}`)
  const typed = await page.locator(`[id="${id}"]`).inputValue()
  if (typed !== wallTime) throw new Error(`the control took ${typed} for ${wallTime}`)
}
