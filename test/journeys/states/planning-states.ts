import type { Page } from 'playwright-core'
import { paths } from '../../../shared/site/paths.ts'
import type { Stage } from '../stage/stage.ts'
import { at, of, organiser, type PageState, sent } from './page-state.ts'

const plan = of('planning', paths.planProgramme)
const sessionPage =
  (id: string, path: { to: (parameters: { slug: string; id: string }) => string } = paths.editSession) =>
  (stage: Stage): string =>
    path.to({ slug: stage.slugs.planning, id })

const moving = (id: string): PageState['open'] => at((stage) => `${plan(stage)}?session=${id}#move`)
const pressed =
  (id: string, action: string, room?: string): PageState['open'] =>
  async (page, stage) => {
    await moving(id)(page, stage)
    if (room !== undefined) await page.locator('#move-room').selectOption(room)
    await page.locator(`button[value="${action}"]`).click()
    await page.waitForLoadState()
  }

const saveIn = async (page: Page): Promise<void> => {
  await page.locator('main form button.button').last().click()
  await page.waitForLoadState()
}

/** Two windows show a session; the first saves it, then the second. */
const savedMeanwhile: PageState['open'] = async (page, stage) => {
  await page.goto(sessionPage('dialogue')(stage))
  const other = await page.context().newPage()
  await other.goto(sessionPage('dialogue')(stage))
  await other.locator('#summary').fill(`A dialogue in four steps, with an exercise for every table. ${Date.now()}`)
  await saveIn(other)
  await other.close()
  await page.locator('#summary').fill('A dialogue in four steps.')
  await page.locator('#room').fill('Plenary hall, left wing')
  await saveIn(page)
}

/** The pages on which organisers plan a programme. */
export const planningStates: Readonly<Record<string, PageState>> = {
  'organiser-programme': organiser(plan),
  'organiser-programme-added': organiser((stage) => `${plan(stage)}?done=added&about=keynote`),
  'organiser-programme-moving': { reader: 'organiser', open: moving('keynote') },
  'organiser-programme-refused': { reader: 'organiser', open: pressed('opening', 'earlier'), status: 422 },
  'organiser-programme-check': { reader: 'organiser', open: pressed('keynote', 'room', 'Salle de réunion du deuxième étage, côté jardin') },
  'organiser-edit-with-rooms': organiser((stage) => `${paths.editEvent.to({ slug: stage.slugs.planning })}#rooms`),
  'organiser-session-new': organiser((stage) => `${paths.newSession.to({ slug: stage.slugs.planning })}?day=2022-06-16`),
  'organiser-session': organiser(sessionPage('keynote')),
  'organiser-session-with-errors': {
    reader: 'organiser',
    open: sent(sessionPage('lab'), { title: '', speakers: ', Ministry' }),
    status: 422,
  },
  'organiser-session-clash': { reader: 'organiser', open: sent(sessionPage('panel'), { end: '2022-06-15T10:30' }) },
  'organiser-session-meanwhile': { reader: 'organiser', open: savedMeanwhile, status: 409 },
  'organiser-session-remove': organiser(sessionPage('coffee', paths.removeSession)),
}
