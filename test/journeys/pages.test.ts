import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { accessibilityProblems, overflowing, stretch } from './checks/page-checks.ts'
import { type Readers, startReading } from './readers.ts'
import { otherLooks } from './states/other-looks.ts'
import { pageStates } from './states/page-states.ts'

const largestPage = 30_000

let readers: Readers
beforeAll(async () => {
  readers = await startReading(['en-GB'])
})
afterAll(() => readers?.stop())

test('other looks are looks of pages', () => {
  expect([...otherLooks].filter((name) => !(name in pageStates))).toEqual([])
})

// In every state and language, at every width, in light and dark: `pages.deep.test.ts`.
test.each(Object.keys(pageStates).filter((name) => !otherLooks.has(name)))(
  'the page %s is accessible, fits a small screen, and loads without warnings',
  async (name) => {
    const { page, status, largest, watched } = await readers.open(name, 'en-GB')
    expect({ problems: await accessibilityProblems(page), complaints: watched.complaints() }).toEqual({ problems: [], complaints: [] })
    const answer = await watched.answer()
    expect(answer.status).toBe(status ?? 200)
    expect(answer.bytes).toBeLessThanOrEqual(largest ?? largestPage)
    await page.setViewportSize({ width: 320, height: 740 })
    expect(await overflowing(page)).toEqual([])
    await stretch(page)
    expect(await overflowing(page)).toEqual([])
  },
)
