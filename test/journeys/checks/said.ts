import type { Locator } from 'playwright-core'

/** The visible text of an element, once it is there. If it does not come, the error says which page was shown instead. */
export const said = async (locator: Locator): Promise<string> => {
  try {
    await locator.first().waitFor()
  } catch (cause) {
    const page = locator.page()
    throw new Error(`${page.url()} shows ${JSON.stringify((await page.locator('body').allInnerTexts()).join().slice(0, 1000))}`, { cause })
  }
  return (await locator.allInnerTexts()).join('\n')
}
