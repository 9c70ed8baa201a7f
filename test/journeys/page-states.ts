import type { Page } from 'playwright-core'
import { paths } from '../../shared/web/paths.ts'
import type { Stage } from './stage.ts'

export type Reader = 'attendee' | 'organiser' | 'steering'

/** A page in a state that matters, and how its reader gets there. */
interface PageState {
  readonly reader: Reader
  readonly open: (page: Page, stage: Stage) => Promise<unknown>
  /** The status of the answer where it is not 200. */
  readonly status?: number
  /** How many bytes of HTML the page may have, where it may have more than others. */
  readonly largest?: number
}

const at =
  (path: (stage: Stage) => string): PageState['open'] =>
  (page, stage) =>
    page.goto(path(stage))

/** Opens a form and sends it as it is, with something wrong where `fill` says so. */
const sent =
  (path: (stage: Stage) => string, fill: Readonly<Record<string, string>> = {}): PageState['open'] =>
  async (page, stage) => {
    await page.goto(path(stage))
    for (const [name, value] of Object.entries(fill)) await page.locator(`[name="${name}"]`).fill(value)
    await page.locator('main form button.button').last().click()
    await page.waitForLoadState()
  }

const attendee = (path: (stage: Stage) => string, status = 200): PageState => ({ reader: 'attendee', open: at(path), status })
const organiser = (path: (stage: Stage) => string, status = 200): PageState => ({ reader: 'organiser', open: at(path), status })
const steering = (path: (stage: Stage) => string, status = 200): PageState => ({ reader: 'steering', open: at(path), status })

const of = (slug: keyof Stage['slugs'], path: { to: (parameters: { slug: string }) => string }) => (stage: Stage) =>
  path.to({ slug: stage.slugs[slug] })
const linked = (token: keyof Stage['registrations'], path: { to: (parameters: { token: string }) => string }) => (stage: Stage) =>
  path.to({ token: stage.registrations[token] })
const personal = (token: keyof Stage['personal'], path: { to: (parameters: { token: string }) => string }) => (stage: Stage) =>
  path.to({ token: stage.personal[token] })
const survey = (token: keyof Stage['surveys']) => (stage: Stage) => paths.feedback.to({ token: stage.surveys[token] })

/** Fills in the form to hand a place over and sends it, and where `done` is wanted, confirms what is shown then. Once done, it stays done. */
const handedOver =
  (token: 'confirmed' | 'handsOver', done: boolean): PageState['open'] =>
  async (page, stage) => {
    await page.goto(paths.registrationHandOver.to({ token: stage.registrations[token] }))
    if (!(await page.locator('[name="consent"]').isVisible())) return
    await page.locator('[name="name"]').fill('Õie-Marliis Kõivumägi-Wolfeschlegelsteinhausenbergerdorff')
    await page.locator('[name="email"]').fill('oie-marliis.koivumagi-wolfeschlegelsteinhausenbergerdorff@politsei.example')
    await page.locator('[name="consent"]').check()
    await page.locator('main form button.button').last().click()
    await page.waitForLoadState()
    if (!done) return
    await page.locator('main form button.button').first().click()
    await page.waitForLoadState()
  }

/** Follows the link from somebody's name in the list of an event to what happened to the registration. */
const historyOf =
  (slug: keyof Stage['slugs'], name: RegExp, which: 'first' | 'last' = 'first'): PageState['open'] =>
  async (page, stage) => {
    await page.goto(paths.eventRegistrations.to({ slug: stage.slugs[slug] }))
    await page.locator('.people tbody th a', { hasText: name })[which]().click()
    await page.waitForLoadState()
  }

/** Every page of the service in every state that looks different. */
export const pageStates: Readonly<Record<string, PageState>> = {
  home: attendee(() => '/'),
  'home-nothing-found': attendee(() => '/?kind=training&topic=contract-management'),
  'event-open': attendee(of('open', paths.event)),
  'event-add-to-calendar': {
    reader: 'attendee',
    open: async (page, stage) => {
      await page.goto(paths.event.to({ slug: stage.slugs.open }))
      await page.locator('details.add-to summary').click()
    },
  },
  'event-with-sessions': attendee(of('conference', paths.event)),
  'event-full': attendee(of('full', paths.event)),
  'event-cancelled': attendee(of('cancelled', paths.event)),
  'event-finished': attendee(of('finished', paths.event)),
  register: attendee(of('open', paths.register)),
  'register-full': attendee(of('full', paths.register)),
  'event-for-members': attendee(of('forMembers', paths.event)),
  'register-for-members': attendee(of('forMembers', paths.register)),
  'register-not-admitted': attendee((stage) => `${paths.register.to({ slug: stage.slugs.forMembers })}?personalKey=forged`, 403),
  'register-by-personal-link': attendee((stage) => stage.personalLink),
  'personal-link-sent': attendee(of('forMembers', paths.personalLinkSent)),
  'register-with-errors': {
    reader: 'attendee',
    open: sent(of('open', paths.register), { email: 'somebody@nowhere', name: 'An Example' }),
    status: 422,
  },
  'register-with-questions': attendee(of('asking', paths.register)),
  'register-with-questions-answered': {
    reader: 'attendee',
    open: async (page, stage) => {
      await page.goto(paths.register.to({ slug: stage.slugs.asking }))
      for (const label of ['Speaker', 'Yes', 'Something else']) await page.getByLabel(label, { exact: true }).check()
    },
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
  'registered-group': {
    reader: 'attendee',
    open: async (page, stage) => {
      await page.goto(paths.registerGroup.to({ slug: stage.slugs.full }))
      await page.locator('[name="organisation"]').fill('Politsei- ja Piirivalveamet')
      await page.locator('[name="country"]').selectOption('EE')
      await page.locator('[name="role"]').first().check()
      for (const [index, name] of ['Jüri Räästas', 'Õie-Marliis Kõivumägi-Wolfeschlegelsteinhausenbergerdorff'].entries()) {
        await page.locator(`[name="people.${index}.name"]`).fill(name)
        await page.locator(`[name="people.${index}.email"]`).fill(`colleague${index}@politsei.example`)
      }
      await page.locator('[name="consent"]').check()
      await page.locator('main form button.button').last().click()
      await page.waitForLoadState()
    },
  },
  'register-closed': attendee(of('finished', paths.register), 409),
  registered: attendee((stage) => `${paths.registered.to({ slug: stage.slugs.open })}?status=confirmed`),
  'registered-waitlisted': attendee((stage) => `${paths.registered.to({ slug: stage.slugs.full })}?status=waitlisted`),
  'registration-confirmed': attendee(linked('confirmed', paths.registration)),
  'registration-declined-in-calendar': attendee(linked('declined', paths.registration)),
  'registration-waitlisted': attendee(linked('waitlisted', paths.registration)),
  'registration-cancelled': attendee(linked('cancelled', paths.registration)),
  'registration-finished': attendee(linked('finished', paths.registration)),
  'registration-event-cancelled': attendee(linked('eventCancelled', paths.registration)),
  'registration-change': attendee(linked('confirmed', paths.registrationChange)),
  'registration-change-with-errors': {
    reader: 'attendee',
    open: sent(linked('confirmed', paths.registrationChange), { name: '', organisation: '' }),
    status: 422,
  },
  'registration-changed': attendee((stage) => `${paths.registration.to({ token: stage.registrations.confirmed })}?changed`),
  'registration-with-answers': attendee(linked('answered', paths.registration)),
  'registration-change-answers': attendee(linked('answered', paths.registrationChange)),
  'registration-answers-closed': attendee(linked('answersClosed', paths.registrationChange)),
  'registration-cancel': attendee(linked('confirmed', paths.registrationCancel)),
  'hand-over': attendee(linked('confirmed', paths.registrationHandOver)),
  'hand-over-with-questions': attendee(linked('answered', paths.registrationHandOver)),
  'hand-over-with-errors': {
    reader: 'attendee',
    open: sent(linked('confirmed', paths.registrationHandOver), { name: '', email: 'colleague@nowhere' }),
    status: 422,
  },
  'hand-over-check': { reader: 'attendee', open: handedOver('confirmed', false) },
  'hand-over-done': { reader: 'attendee', open: handedOver('handsOver', true) },
  'registration-handed-over': attendee(linked('handedOver', paths.registration)),
  'hand-over-not-possible': attendee(linked('waitlisted', paths.registrationHandOver)),
  'registration-cancel-declined-in-calendar': attendee(linked('declined', paths.registrationCancel)),
  'registration-leave-list': attendee(linked('waitlisted', paths.registrationCancel)),
  'registration-wrong-link': attendee(() => paths.registration.to({ token: 'wrong' }), 404),
  'my-links': attendee(() => paths.myLinks.to({})),
  'my-links-with-errors': { reader: 'attendee', open: sent(() => paths.myLinks.to({}), { email: 'somebody@nowhere' }), status: 422 },
  'my-links-sent': attendee(() => paths.myLinksSent.to({})),
  feedback: attendee(survey('open')),
  'feedback-with-errors': { reader: 'attendee', open: sent(survey('open')), status: 422 },
  'feedback-answered': attendee(survey('answered')),
  'feedback-not-yet': attendee(survey('notYet')),
  'feedback-thanks': attendee(() => paths.feedbackThanks.to({})),
  'registration-add-to-calendar': {
    reader: 'attendee',
    open: async (page, stage) => {
      await page.goto(paths.registration.to({ token: stage.registrations.confirmed }))
      await page.locator('details.add-to summary').click()
    },
  },
  calendar: attendee(() => paths.calendar.to({})),
  'personal-calendar': attendee(personal('calendar', paths.personalCalendar)),
  'personal-calendar-renewed': { reader: 'attendee', open: sent(personal('calendar', paths.personalCalendar)) },
  'optional-mails': attendee(personal('optional', paths.unsubscribe)),
  'optional-mails-unsubscribed': attendee(personal('unsubscribed', paths.unsubscribe)),
  privacy: attendee(() => paths.privacy.to({})),
  about: attendee(() => paths.about.to({})),
  // All of the API's description on one page, for searching and printing.
  api: { ...attendee(() => paths.api.to({})), largest: 150_000 },
  'not-found': attendee(() => '/nowhere', 404),
  'sign-in': attendee(() => paths.organiser.to({})),
  'organiser-desk': organiser(() => paths.organiser.to({})),
  'organiser-new': organiser(() => paths.newEvent.to({})),
  'organiser-new-with-errors': {
    reader: 'organiser',
    open: sent(() => paths.newEvent.to({}), { title: 'A webinar', start: '2022-06-01T10:00', end: '2022-06-01T09:00' }),
    status: 422,
  },
  'organiser-edit-with-sessions': { ...organiser(of('conference', paths.editEvent)), largest: 60_000 },
  'organiser-draft': organiser(of('draft', paths.manageEvent)),
  'organiser-published': organiser((stage) => `${paths.manageEvent.to({ slug: stage.slugs.conference })}?done=moved`),
  'organiser-finished': organiser(of('finished', paths.manageEvent)),
  'organiser-cancelled': organiser(of('cancelled', paths.manageEvent)),
  'organiser-cancel': organiser(of('conference', paths.cancelEvent)),
  'organiser-nobody-registered': organiser(of('nobodyYet', paths.eventRegistrations)),
  'organiser-messages': organiser(of('conference', paths.eventMessages)),
  'organiser-messages-preview': {
    reader: 'organiser',
    open: async (page, stage) => {
      await page.goto(paths.eventMessages.to({ slug: stage.slugs.conference }))
      await page.check('#group')
      await page.fill('#subject', 'Documents for Tuesday')
      await page.fill(
        '#text',
        'Please read this:\nhttps://www.iprocurenet.example/a-very-long-address-that-has-no-space-to-break-at-anywhere\n\nSee you!',
      )
      await page.click('button[value="preview"]')
      await page.waitForSelector('button[value="send"]')
    },
  },
  'organiser-letters': { ...organiser(of('conference', paths.eventLetters)), largest: 40_000 },
  'organiser-letters-empty': organiser(of('nobodyYet', paths.eventLetters)),
  'organiser-letters-dealt-with': {
    reader: 'organiser',
    open: async (page, stage) => {
      await page.goto(paths.eventLetters.to({ slug: stage.slugs.moved }))
      const buttons = page.locator('.letter-actions button')
      if ((await buttons.count()) > 0) {
        await buttons.first().click()
        await page.waitForURL(/done/)
      }
      await page.goto(`${paths.eventLetters.to({ slug: stage.slugs.moved })}?state=dealt-with`)
    },
  },
  'organiser-other-letters': organiser(() => paths.letters.to({})),
  'organiser-registrations': organiser(of('conference', paths.eventRegistrations)),
  'organiser-attendance': organiser(of('finished', paths.eventRegistrations)),
  'organiser-attendance-marked': {
    reader: 'organiser',
    open: async (page, stage) => {
      await page.goto(paths.eventRegistrations.to({ slug: stage.slugs.finished }))
      for (const [index, mark] of ['attended', 'absent', 'attended'].entries())
        await page.locator('.marks').nth(index).locator(`[value="${mark}"]`).check()
      await page.locator('button[value="save"]').click()
      await page.waitForURL(/done=marked/)
    },
  },
  'organiser-messages-after': organiser(of('finished', paths.eventMessages)),
  'organiser-moved': organiser(of('moved', paths.manageEvent)),
  'organiser-history': { reader: 'organiser', open: historyOf('conference', /^Maria-Magdalena/) },
  'organiser-history-unreachable': { reader: 'organiser', open: historyOf('conference', /^Maria-Magdalena/, 'last') },
  'organiser-history-moved': { reader: 'organiser', open: historyOf('moved', /./) },
  'organiser-history-event-cancelled': { reader: 'organiser', open: historyOf('cancelled', /./) },
  'organiser-registrations-with-answers': {
    reader: 'organiser',
    open: async (page, stage) => {
      await page.goto(paths.eventRegistrations.to({ slug: stage.slugs.asking }))
      await page.locator('details.answers summary').first().click()
    },
  },
  'organiser-edit-with-questions': {
    reader: 'organiser',
    open: async (page, stage) => {
      await page.goto(paths.editEvent.to({ slug: stage.slugs.asking }))
      for (const number of [2, 4])
        await page
          .locator('details.question-fields > summary')
          .nth(number - 1)
          .click()
    },
    largest: 55_000,
  },
  'organiser-edit-with-wrong-questions': {
    reader: 'organiser',
    open: async (page, stage) => {
      await page.goto(paths.editEvent.to({ slug: stage.slugs.asking }))
      for (const number of [1, 4])
        await page
          .locator('details.question-fields > summary')
          .nth(number - 1)
          .click()
      await page.locator('[name="questions.0.label"]').fill('')
      await page.locator('[name="questions.3.whenIs"]').fill('Yes\nPerhaps')
      await page.locator('main form button.button').last().click()
      await page.waitForLoadState()
    },
    status: 422,
    largest: 55_000,
  },
  'organiser-members': organiser(() => paths.members.to({})),
  'organiser-members-refused': {
    reader: 'organiser',
    open: async (page) => {
      await page.goto(paths.members.to({}))
      await page.locator('[name="entries"]').fill('nobody\nan@\npolice.example')
      await page.locator('main form button.button').first().click()
      await page.waitForLoadState()
    },
    status: 422,
  },
  'organiser-members-found': organiser(() => `${paths.members.to({})}?search=police`),
  'organiser-invited-empty': organiser(of('forInvited', paths.invited)),
  'organiser-refused': organiser(() => paths.steering.to({}), 403),
  steering: steering(() => paths.steering.to({})),
  'summary-before': steering(of('conference', paths.summary)),
  'summary-withheld': steering(of('fewAnswers', paths.summary)),
  summary: steering(of('finished', paths.summary)),
}
