import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { BrowserContext, Page } from 'playwright-core'
import * as z from 'zod'

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

const violationsSchema = z.array(
  z.object({ id: z.string(), help: z.string(), nodes: z.array(z.object({ html: z.string(), failureSummary: z.string() })) }),
)

const require = createRequire(import.meta.url)
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')

/** Loads axe with every page of a context, which takes half as long as injecting it into a loaded page. */
export const bringAxe = (context: BrowserContext): Promise<unknown> => context.addInitScript({ content: axe })

const problems = async (page: Page, runOnly: readonly string[]): Promise<readonly string[]> => {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe)
  // Passes are reported at length too, and take longer to transfer than to find.
  const options = JSON.stringify({ runOnly, resultTypes: ['violations'] })
  const violations = await page.evaluate(`axe.run(document, ${options}).then(({ violations }) => violations)`)
  return violationsSchema
    .parse(violations)
    .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} (${failureSummary})`))
}

/** What axe finds against WCAG 2.2 AA and good practice on the page as currently shown. */
export const accessibilityProblems = (page: Page): Promise<readonly string[]> => problems(page, tags)

/** The same for colours only: all that differs in the other theme of a page already checked. */
export const colourProblems = (page: Page): Promise<readonly string[]> => problems(page, ['color-contrast', 'link-in-text-block'])

/** What sticks out of the page to the right; empty if nobody has to scroll sideways. */
export const overflowing = async (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const root = document.scrollingElement
    if (root === null || root.scrollWidth <= innerWidth) return []
    const wide = [...document.querySelectorAll('body *')].filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
    return [`page is ${root.scrollWidth} px wide`, ...wide.slice(0, 5).map((element) => element.outerHTML.slice(0, 150))]
  })

/** A title and an address that people really enter, with no place to break. */
const longWords = ['Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz', `https://example.org/${'a'.repeat(180)}`]

/** Puts the longest words into everything that a page says, other than what its own texts keep on one line. */
export const stretch = (page: Page): Promise<void> =>
  page.evaluate((words) => {
    const texts = document.createTreeWalker(document.querySelector('main') ?? document.body, NodeFilter.SHOW_TEXT)
    for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
      const parent = node.parentElement
      if (parent === null || node.nodeValue?.trim() === '' || parent.closest('script, style, button, .visually-hidden') !== null) continue
      if (getComputedStyle(parent).whiteSpaceCollapse !== 'preserve' && getComputedStyle(parent).textWrapMode === 'nowrap') continue
      node.nodeValue = words.join(' ')
    }
  }, longWords)

/** Collects the browser's warnings and the pages' sizes from now on. */
export const watch = (page: Page) => {
  const complaints: string[] = []
  let answer = { status: 0, bytes: 0 }
  let reading: Promise<void> = Promise.resolve()
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => {
    // An error page's own status does not count.
    const own = message.location().url === page.url() && message.text().startsWith('Failed to load resource')
    if (!own && (message.type() === 'error' || message.type() === 'warning')) complaints.push(message.text())
  })
  page.on('response', (response) => {
    if (!response.request().isNavigationRequest() || (response.status() >= 300 && response.status() < 400)) return
    reading = response.body().then((body) => {
      answer = { status: response.status(), bytes: body.length }
    })
  })
  return {
    complaints: (): readonly string[] => complaints.splice(0),
    /** The status and size of the page shown. */
    answer: async () => {
      await reading
      return answer
    },
  }
}
