import { paths } from '../../../shared/site/paths.ts'
import { attendee, linked, type PageState, sent } from './page-state.ts'

/** Submits the form to hand over a place and, with `done`, confirms the check page. Once done, it stays done. */
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

/** The page of a registration and the pages linked from it, in every state of a registration. */
export const registrationStates: Readonly<Record<string, PageState>> = {
  'registration-confirmed': attendee(linked('confirmed', paths.registration)),
  'registration-declined-in-calendar': attendee(linked('declined', paths.registration)),
  'registration-waitlisted': attendee(linked('waitlisted', paths.registration)),
  'registration-offered': attendee(linked('offered', paths.registration)),
  'registration-held': attendee(linked('held', paths.registration)),
  'registration-not-confirmed': attendee(linked('notConfirmed', paths.registration)),
  'registration-offer-expired': attendee(linked('offerExpired', paths.registration)),
  'registration-offer-declined': attendee(linked('offerDeclined', paths.registration)),
  'registration-left-list': attendee(linked('leftList', paths.registration)),
  'registration-waited-in-vain': attendee(linked('waitedInVain', paths.registration)),
  'registration-pending': attendee(linked('pending', paths.registration)),
  'registration-not-approved': attendee(linked('notApproved', paths.registration)),
  'registration-approval-lapsed': attendee(linked('approvalLapsed', paths.registration)),
  'registration-cancelled': attendee(linked('cancelled', paths.registration)),
  'registration-address': attendee(linked('confirmed', paths.registrationAddress)),
  'registration-address-with-errors': {
    reader: 'attendee',
    open: sent(linked('confirmed', paths.registrationAddress), { email: 'somebody@nowhere' }),
    status: 422,
  },
  'registration-address-waits': {
    reader: 'attendee',
    open: sent(linked('answered', paths.registrationAddress), { email: `moved-${Date.now()}@politsei.example` }),
  },
  'registration-moved': attendee((stage) => `${paths.registration.to({ token: stage.registrations.confirmed })}?moved`),
  'address-change-confirm': attendee(linked('newAddress', paths.addressChange)),
  'address-change-unknown': attendee(() => paths.addressChange.to({ token: 'unknown' }), 404),
  'registration-again': attendee(linked('cancelled', paths.registrationAgain)),
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
  'registration-in-person': attendee(linked('comes', paths.registration)),
  'registration-change-in-person': attendee(linked('comes', paths.registrationChange)),
  'registration-not-said': attendee(linked('notSaid', paths.registration)),
  'registration-with-sessions': attendee(linked('choosing', paths.registration)),
  'registration-change-sessions': attendee(linked('choosing', paths.registrationChange)),
  'registration-change-sessions-overlapping': {
    reader: 'attendee',
    open: async (page, stage) => {
      await page.goto(paths.registrationChange.to({ token: stage.registrations.choosing }))
      for (const session of ['requirements', 'dialogue'])
        await page.locator(`[name="sessions"][value="${session}"]`).evaluate((box) => {
          // The second one is full by now, as it may be for somebody who opened the page earlier.
          if (box instanceof HTMLInputElement) Object.assign(box, { disabled: false, checked: true })
        })
      await page.locator('main form button.button').last().click()
      await page.waitForLoadState()
    },
    status: 422,
  },
  'registration-change-offered': attendee(linked('offered', paths.registrationChange)),
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
  'registration-received': attendee(linked('receivedPlace', paths.registration)),
  'hand-over-not-possible': attendee(linked('waitlisted', paths.registrationHandOver)),
  'registration-cancel-declined-in-calendar': attendee(linked('declined', paths.registrationCancel)),
  'registration-leave-list': attendee(linked('waitlisted', paths.registrationCancel)),
  'registration-decline-offer': attendee(linked('offered', paths.registrationCancel)),
  'registration-withdraw': attendee(linked('pending', paths.registrationCancel)),
  'registration-wrong-link': attendee(() => paths.registration.to({ token: 'wrong' }), 404),
  'registration-add-to-calendar': {
    reader: 'attendee',
    open: async (page, stage) => {
      await page.goto(paths.registration.to({ token: stage.registrations.confirmed }))
      await page.locator('details.add-to summary').click()
    },
  },
}
