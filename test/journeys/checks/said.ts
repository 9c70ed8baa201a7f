import type { Locator } from 'playwright-core'

/** The visible text of an element, once it is there. */
export const said = async (locator: Locator): Promise<string> => {
  await locator.first().waitFor()
  return (await locator.allInnerTexts()).join('\n')
}
