import { paths } from '../../../shared/site/paths.ts'
import type { Stage } from '../stage/stage.ts'
import { eventStates } from './event-states.ts'
import { administrator, attendee, of, organiser, type PageState, personal, sent, steering, survey } from './page-state.ts'
import { planningStates } from './planning-states.ts'
import { proposalStates } from './proposal-states.ts'
import { publishingStates } from './publishing-states.ts'
import { registrationStates } from './registration-states.ts'
import { speakingStates } from './speaking-states.ts'

/** Renews the personal calendar; the link that led to it then no longer works, so that whoever comes next needs the one it made. */
const renewed = (): PageState['open'] => {
  let latest: string | undefined
  return async (page, stage) => {
    await sent(() => latest ?? personal('calendar', paths.personalCalendar)(stage))(page, stage)
    latest = page.url()
  }
}

/** Follows the link from a person's name in the list of an event to the registration's history. */
const historyOf =
  (slug: keyof Stage['slugs'], name: RegExp, which: 'first' | 'last' = 'first'): PageState['open'] =>
  async (page, stage) => {
    await page.goto(paths.eventRegistrations.to({ slug: stage.slugs[slug] }))
    await page.locator('.people tbody th a', { hasText: name })[which]().click()
    await page.waitForLoadState()
  }

/** Every page of the service in every state that looks different. */
export const pageStates: Readonly<Record<string, PageState>> = {
  ...eventStates,
  ...registrationStates,
  ...planningStates,
  ...proposalStates,
  ...publishingStates,
  ...speakingStates,
  home: attendee(() => '/'),
  'home-nothing-found': attendee(() => '/?kind=training&topic=contract-management'),
  'my-links': attendee(() => paths.myLinks.to({})),
  'my-links-with-errors': { reader: 'attendee', open: sent(() => paths.myLinks.to({}), { email: 'somebody@nowhere' }), status: 422 },
  'my-links-sent': attendee(() => paths.myLinksSent.to({})),
  'my-data': attendee(() => paths.myData.to({})),
  'my-data-with-errors': { reader: 'attendee', open: sent(() => paths.myData.to({}), { email: 'somebody@nowhere' }), status: 422 },
  'my-data-sent': attendee(() => paths.myDataSent.to({})),
  'my-data-shown': attendee(personal('myData', paths.myDataShown)),
  'my-data-erase': attendee(personal('myData', paths.myDataErase)),
  'my-data-erased': attendee(() => paths.myDataErased.to({})),
  'my-data-expired': attendee(() => paths.myDataShown.to({ token: 'expired' }), 404),
  retention: attendee(() => paths.retention.to({})),
  feedback: attendee(survey('open')),
  'feedback-with-errors': { reader: 'attendee', open: sent(survey('open')), status: 422 },
  'feedback-answered': attendee(survey('answered')),
  'feedback-not-yet': attendee(survey('notYet')),
  'feedback-thanks': attendee(() => paths.feedbackThanks.to({})),
  calendar: attendee(() => paths.calendar.to({})),
  'personal-calendar': attendee(personal('calendar', paths.personalCalendar)),
  'personal-calendar-renewed': { reader: 'attendee', open: renewed() },
  'optional-mails': attendee(personal('optional', paths.unsubscribe)),
  'optional-mails-unsubscribed': attendee(personal('unsubscribed', paths.unsubscribe)),
  privacy: attendee(() => paths.privacy.to({})),
  about: attendee(() => paths.about.to({})),
  // The API's whole description on one page, for searching and printing.
  api: { ...attendee(() => paths.api.to({})), largest: 300_000 },
  'not-found': attendee(() => '/nowhere', 404),
  'sign-in': attendee(() => paths.organiser.to({})),
  'organiser-desk': organiser(() => paths.organiser.to({})),
  'organiser-new': organiser(() => paths.newEvent.to({})),
  'organiser-new-with-errors': {
    reader: 'organiser',
    open: sent(() => paths.newEvent.to({}), { title: 'A webinar', start: '2022-06-01T10:00', end: '2022-06-01T09:00' }),
    status: 422,
  },
  'organiser-new-series': organiser(() => paths.newSeries.to({})),
  'organiser-new-series-with-errors': {
    reader: 'organiser',
    open: sent(() => paths.newSeries.to({}), { title: 'Action learning', start: '2022-10-25T10:00', every: '0' }),
    status: 422,
    largest: 31_000,
  },
  'organiser-new-series-dates': {
    reader: 'organiser',
    open: async (page) => {
      await page.goto(paths.newSeries.to({}))
      const whole = { title: 'Action learning', summary: 'One case in four workshops.', start: '2022-10-18T10:00', end: '2022-10-18T12:00' }
      for (const [name, value] of Object.entries({ ...whole, count: '3' })) await page.locator(`[name="${name}"]`).fill(value)
      await page.locator('#pattern summary').click()
      await page.locator('[name="notOnHolidaysOf"][value="BE"]').check()
      await page.locator('main form button.button').last().click()
      await page.locator('[value="create"]').waitFor()
    },
  },
  'organiser-series': organiser((stage) => `${paths.manageSeries.to({ slug: stage.slugs.series })}?done=saved`),
  'organiser-series-edit': organiser(of('series', paths.editSeries)),
  'organiser-series-add': organiser(of('series', paths.addSeriesDate)),
  'organiser-series-add-twice': {
    reader: 'organiser',
    open: sent(of('series', paths.addSeriesDate), { start: '2022-09-06T10:00' }),
    status: 422,
  },
  'organiser-series-cancel': organiser(of('series', paths.cancelSeries)),
  'organiser-edit-hybrid': organiser(of('hybrid', paths.editEvent)),
  'organiser-hybrid': organiser(of('hybrid', paths.manageEvent)),
  'organiser-registrations-not-said': organiser(
    (stage) => `${paths.eventRegistrations.to({ slug: stage.slugs.hybrid })}?participation=not-said`,
  ),
  'organiser-edit-with-sessions': { ...organiser(of('conference', paths.editEvent)), largest: 60_000 },
  'organiser-change-check': {
    reader: 'organiser',
    open: async (page, stage) => {
      await page.goto(paths.editEvent.to({ slug: stage.slugs.conference }))
      await page.locator('#title').fill('Annual Conference of the network')
      await page.locator('main form button.button').last().click()
      await page.locator('[value="confirm"]').waitFor()
    },
  },
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
  'organiser-other-letters': administrator(() => paths.letters.to({})),
  'organiser-registrations': organiser(of('conference', paths.eventRegistrations)),
  'organiser-delete': organiser(of('draft', paths.deleteEvent)),
  'organiser-copy': organiser(of('conference', paths.copyEvent)),
  'organiser-templates': organiser(() => paths.templates.to({})),
  'organiser-template': organiser(() => paths.template.to({ id: 'webinar-with-a-discussion' })),
  'organiser-template-with-errors': {
    reader: 'organiser',
    open: sent(() => paths.template.to({ id: 'webinar-with-a-discussion' }), { title: '' }),
    status: 422,
  },
  'organiser-template-delete': organiser(() => paths.deleteTemplate.to({ id: 'webinar-with-a-discussion' })),
  'organiser-template-keep': organiser(of('conference', paths.keepTemplate)),
  'organiser-template-name-taken': {
    reader: 'organiser',
    open: sent(of('conference', paths.keepTemplate), { name: 'Webinar with a discussion' }),
    status: 422,
  },
  'organiser-move': organiser(of('conference', paths.moveEvent)),
  'organiser-move-check': {
    reader: 'organiser',
    open: async (page, stage) => {
      await page.goto(paths.moveEvent.to({ slug: stage.slugs.conference }))
      await page.getByRole('textbox').first().fill('7')
      await page.locator('textarea').fill('The hall is not free that day.\n\nWe are sorry for the trouble.')
      await page.locator('[value="preview"]').click()
      await page.locator('[value="move"]').waitFor()
    },
  },
  'organiser-cancellations': organiser(of('conference', paths.cancellations)),
  'organiser-cancellations-found': {
    reader: 'organiser',
    open: async (page, stage) => {
      await page.goto(`${paths.cancellations.to({ slug: stage.slugs.conference })}?status=confirmed`)
    },
  },
  'organiser-cancellations-wrong': {
    reader: 'organiser',
    open: async (page, stage) => {
      await page.goto(`${paths.cancellations.to({ slug: stage.slugs.conference })}?domain=nowhere`)
    },
    status: 422,
  },
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
      await page.locator('a[href="#questions"]').click()
      for (const number of [2, 4])
        await page
          .locator('details.question-fields > summary')
          .nth(number - 1)
          .click()
    },
    largest: 57_000,
  },
  'organiser-edit-with-wrong-questions': {
    reader: 'organiser',
    open: async (page, stage) => {
      await page.goto(paths.editEvent.to({ slug: stage.slugs.asking }))
      await page.locator('a[href="#questions"]').click()
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
    largest: 57_000,
  },
  'organiser-members': administrator(() => paths.members.to({})),
  'organiser-members-refused': {
    reader: 'administrator',
    open: async (page) => {
      await page.goto(paths.members.to({}))
      await page.locator('[name="entries"]').fill('nobody\nan@\npolice.example')
      await page.locator('main form button.button').first().click()
      await page.waitForLoadState()
    },
    status: 422,
  },
  'organiser-members-found': administrator(() => `${paths.members.to({})}?search=police`),
  'organiser-invited-empty': organiser(of('nobodyInvited', paths.invited)),
  'organiser-invited': organiser(of('forInvited', paths.invited)),
  'organiser-invitations': organiser(of('forInvited', paths.invitations)),
  'organiser-requests': organiser(of('byApproval', paths.eventRegistrations)),
  'organiser-organisers': {
    reader: 'organiser',
    open: sent(of('conference', paths.eventOrganisers), { newOwner: 'nobody@authority.example' }),
    status: 422,
  },
  'administrator-organisers': administrator((stage) => `${paths.eventOrganisers.to({ slug: stage.slugs.conference })}?done=shared`),
  'organiser-calendar': organiser(() => paths.staffCalendar.to({})),
  'organiser-calendar-of-the-year': organiser(() => `${paths.staffCalendar.to({})}?span=year`),
  'organiser-calendar-without-events': organiser(() => `${paths.staffCalendar.to({})}?span=week&day=2021-01-01`),
  'organiser-calendar-of-partners': organiser(() => `${paths.staffCalendar.to({})}?span=week&whose=partners`),
  'organiser-partner-calendars': organiser(() => paths.partnerCalendars.to({})),
  'administrator-partner-calendars': administrator(() => `${paths.partnerCalendars.to({})}?done=added`),
  'administrator-partner-calendars-with-errors': {
    reader: 'administrator',
    open: sent(() => paths.partnerCalendars.to({}), { name: '', address: 'http://www.partner.example/events' }),
    status: 422,
  },
  'organiser-audit': { ...organiser(of('conference', paths.eventAudit)), largest: 40_000 },
  'administrator-audit': { ...administrator(() => paths.audit.to({})), largest: 40_000 },
  'administrator-desk': administrator(() => paths.organiser.to({})),
  'administrator-all-events': administrator(() => paths.allEvents.to({})),
  'organiser-refused': organiser(() => paths.steering.to({}), 403),
  steering: steering(() => paths.steering.to({})),
  'summary-before': steering(of('conference', paths.summary)),
  'summary-withheld': steering(of('fewAnswers', paths.summary)),
  summary: steering(of('finished', paths.summary)),
}
