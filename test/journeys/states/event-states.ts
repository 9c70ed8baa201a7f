import type { Page } from 'playwright-core'
import { paths } from '../../../shared/site/paths.ts'
import { askOften, sendFrom } from '../people/elsewhere.ts'
import type { Stage } from '../stage/stage.ts'
import { attendee, of, organiser, type PageState, sent } from './page-state.ts'

const person = { name: 'Õie-Marliis Kõivumägi-Wolfeschlegelsteinhausenbergerdorff', email: 'oie-marliis@politsei.example' }
const group = {
  'people.0.name': 'Jüri Räästas',
  'people.0.email': 'colleague0@politsei.example',
  'people.1.name': person.name,
  'people.1.email': 'colleague1@politsei.example',
}

/** Fills in a form to register, and sends it. */
const sentFilled =
  (path: (stage: Stage) => string, people: Readonly<Record<string, string>>) =>
  async (page: Page, stage: Stage): Promise<void> => {
    await page.goto(path(stage))
    for (const [name, value] of Object.entries(people)) await page.locator(`[name="${name}"]`).fill(value)
    await page.locator('[name="organisation"]').fill('Politsei- ja Piirivalveamet')
    await page.locator('[name="country"]').selectOption('EE')
    await page.locator('[name="role"]').first().check()
    await page.locator('[name="consent"]').check()
    await page.locator('main form button.button').last().click()
    await page.waitForLoadState()
  }

const office = '127.88.0.2'

/** The same from an office that sent many; its browser has solved the challenge. */
const askedForProof =
  (...form: Parameters<typeof sentFilled>): PageState['open'] =>
  async (page, stage) => {
    await sendFrom(page, office)
    await sentFilled(...form)(page, stage)
    // The first time, and an hour later.
    if ((await page.locator('[data-challenge]').count()) === 0) {
      await askOften({ siteUrl: new URL(page.url()).origin }, office)
      await sentFilled(...form)(page, stage)
    }
    await page.locator('altcha-widget [data-state="verified"]').waitFor()
    await page.unroute('**')
  }

/** The page of an event and its registration pages, in every state of an event. */
export const eventStates: Readonly<Record<string, PageState>> = {
  'event-open': attendee(of('open', paths.event)),
  'event-add-to-calendar': {
    reader: 'attendee',
    open: async (page, stage) => {
      await page.goto(paths.event.to({ slug: stage.slugs.open }))
      await page.locator('details.add-to summary').click()
    },
  },
  'event-with-sessions': attendee(of('conference', paths.event)),
  'event-to-its-organiser': organiser(of('conference', paths.event)),
  'event-programme': attendee(of('conference', paths.programme)),
  'event-full': attendee(of('full', paths.event)),
  'event-full-for-good': attendee(of('fullForGood', paths.event)),
  'event-closed': attendee(of('closed', paths.event)),
  'event-not-yet-open': attendee(of('notYetOpen', paths.event)),
  'event-by-approval': attendee(of('byApproval', paths.event)),
  'event-for-invited': attendee(of('forInvited', paths.event)),
  'event-cancelled': attendee(of('cancelled', paths.event)),
  'event-finished': attendee(of('finished', paths.event)),
  series: attendee(of('series', paths.series)),
  'series-with-errors': { reader: 'attendee', open: sent(of('series', paths.series), { name: '' }), status: 422 },
  'series-joined': { reader: 'attendee', open: sentFilled(of('series', paths.series), person) },
  register: attendee(of('open', paths.register)),
  'register-full': attendee(of('full', paths.register)),
  'event-for-members': attendee(of('forMembers', paths.event)),
  'register-for-members': attendee(of('forMembers', paths.register)),
  'register-not-admitted': attendee((stage) => `${paths.register.to({ slug: stage.slugs.forMembers })}?personalKey=forged`, 403),
  'register-by-personal-link': attendee((stage) => stage.links.personalLink),
  'register-for-invited': attendee(of('forInvited', paths.register)),
  'register-by-invitation': attendee((stage) => stage.links.invitation),
  'register-by-approval': attendee(of('byApproval', paths.register)),
  'personal-link-sent': attendee(of('forMembers', paths.personalLinkSent)),
  'register-with-errors': {
    reader: 'attendee',
    open: sent(of('open', paths.register), { email: 'somebody@nowhere', name: 'An Example' }),
    status: 422,
  },
  'register-full-in-person': attendee(of('hybrid', paths.register)),
  'register-full-in-person-all-the-same': {
    reader: 'attendee',
    open: sent(of('hybrid', paths.register), { email: 'somebody@politsei.example', name: 'An Example' }),
    status: 422,
  },
  'register-with-sessions': attendee(of('choice', paths.register)),
  'register-with-questions': attendee(of('asking', paths.register)),
  'register-with-questions-answered': {
    reader: 'attendee',
    open: async (page, stage) => {
      await page.goto(paths.register.to({ slug: stage.slugs.asking }))
      for (const label of ['Speaker', 'Yes', 'Something else']) await page.getByLabel(label, { exact: true }).check()
    },
  },
  'register-corrected-after-back': {
    reader: 'attendee',
    open: async (page, stage) => {
      const email = `back-${Date.now()}@politsei.example`
      const key = page.locator('[name="requestKey"]')
      const send = async (name: string, keptKey?: string) => {
        await page.goto(paths.register.to({ slug: stage.slugs.open }))
        // Back keeps the form's key, but not while requests are intercepted, which turns the browser's cache off.
        if (keptKey !== undefined) await key.evaluate((input, value) => input.setAttribute('value', value), keptKey)
        const sentKey = await key.inputValue()
        await page.locator('[name="name"]').fill(name)
        await page.locator('[name="email"]').fill(email)
        await page.locator('[name="organisation"]').fill('Politsei- ja Piirivalveamet')
        await page.locator('[name="country"]').selectOption('EE')
        await page.locator('[name="role"]').first().check()
        await page.locator('[name="consent"]').check()
        await page.locator('main form button.button').last().click()
        await page.waitForLoadState()
        return sentKey
      }
      const kept = await send('Jüri Raastas')
      await page.waitForURL(/registered/)
      await send('Jüri Räästas', kept)
    },
    status: 409,
  },
  'register-with-wrong-answers': {
    reader: 'attendee',
    open: sent(of('asking', paths.register), { 'answers.guests': 'many' }),
    status: 422,
  },
  'register-group': attendee(of('open', paths.registerGroup)),
  'register-group-with-questions': { ...attendee(of('asking', paths.registerGroup)), largest: 40_000 },
  'register-group-with-errors': {
    reader: 'attendee',
    open: sent(of('full', paths.registerGroup), { 'people.0.name': 'Ana', 'people.0.email': 'ana', 'people.1.name': 'Bo' }),
    status: 422,
  },
  'registered-group': { reader: 'attendee', open: sentFilled(of('full', paths.registerGroup), group) },
  'register-group-proof': { reader: 'attendee', open: askedForProof(of('open', paths.registerGroup), group), status: 429 },
  'register-not-possible': attendee(of('finished', paths.registerGroup), 409),
  'registered-with-address': { reader: 'attendee', open: sentFilled(of('open', paths.register), person) },
  registered: attendee((stage) => `${paths.registered.to({ slug: stage.slugs.open })}?status=confirmed`),
  'registered-waitlisted': attendee((stage) => `${paths.registered.to({ slug: stage.slugs.full })}?status=waitlisted`),
  'registered-offered': attendee((stage) => `${paths.registered.to({ slug: stage.slugs.crowded })}?status=offered`),
  'register-share-used': { reader: 'attendee', open: sentFilled(of('crowded', paths.register), person), status: 429 },
  'register-proof': { reader: 'attendee', open: askedForProof(of('open', paths.register), person), status: 429 },
  'registered-pending': attendee((stage) => `${paths.registered.to({ slug: stage.slugs.byApproval })}?status=pending`),
}
