import { paths } from '../../../shared/site/paths.ts'
import type { Stage } from '../stage/stage.ts'
import { administrator, attendee, organiser, type PageState, sent, steering } from './page-state.ts'

const about = (id: keyof Stage['proposals'], path: { to: (parameters: { id: string }) => string }) => (stage: Stage) =>
  path.to({ id: stage.proposals[id] })

/** Proposals to the steering group, in every state, as their proposer and members see them. */
export const proposalStates: Readonly<Record<string, PageState>> = {
  proposals: steering(() => paths.proposals.to({})),
  'proposals-own': organiser(() => paths.proposals.to({})),
  'proposals-of-nobody': administrator(() => paths.proposals.to({})),
  'proposal-new': organiser(() => paths.newProposal.to({})),
  'proposal-new-with-errors': {
    reader: 'organiser',
    open: async (page) => {
      await page.goto(paths.newProposal.to({}))
      await page.locator('[value="add-date"]').click()
      await page.waitForLoadState()
      await page.locator('[name="preferredDates.1.start"]').fill('2020-06-01T10:00')
      await page.locator('[name="preferredDates.1.end"]').fill('2020-06-01T09:00')
      await page.locator('main form button.button').last().click()
      await page.waitForLoadState()
    },
    status: 422,
  },
  'proposal-links': organiser(() => paths.groupLinks.to({})),
  'proposal-links-with-errors': {
    reader: 'organiser',
    open: async (page) => {
      await page.goto(paths.groupLinks.to({}))
      await page.locator('main form button.button').first().click()
      await page.waitForLoadState()
    },
    status: 422,
  },
  'proposal-by-link': attendee((stage) => `${paths.groupProposal.to({ id: stage.groupLink })}?done`),
  'proposal-by-link-with-errors': {
    reader: 'attendee',
    open: sent((stage) => paths.groupProposal.to({ id: stage.groupLink }), { title: 'Something new' }),
    status: 422,
  },
  'proposal-open': steering(about('open', paths.proposal)),
  'proposal-open-to-its-proposer': organiser(about('open', paths.proposal)),
  'proposal-of-a-member': steering(about('ofMember', paths.proposal)),
  'proposal-voted': {
    reader: 'steering',
    open: async (page, stage) => {
      await page.goto(about('ofMember', paths.proposal)(stage))
      await page.locator('[name="vote"][value="abstain"]').check()
      await page.locator('form[action$="/vote"] button').click()
      await page.waitForURL(/done=voted/)
    },
  },
  'proposal-with-errors': {
    reader: 'steering',
    open: async (page, stage) => {
      await page.goto(about('open', paths.proposal)(stage))
      await page.locator('form[action$="/vote"] button').click()
      await page.waitForLoadState()
    },
    status: 422,
  },
  'proposal-without-comment': { reader: 'steering', open: sent(about('agreed', paths.proposal)), status: 422 },
  'proposal-agreed': organiser(about('agreed', paths.proposal)),
  'proposal-agreed-to-members': steering(about('agreed', paths.proposal)),
  'proposal-returned': organiser(about('returned', paths.proposal)),
  'proposal-change': organiser(about('returned', paths.changeProposal)),
  'proposal-declined': organiser(about('declined', paths.proposal)),
  'proposal-lapsed': steering(about('lapsed', paths.proposal)),
  'proposal-withdraw': organiser(about('open', paths.withdrawProposal)),
  'proposal-withdrawn': organiser((stage) => `${about('withdrawn', paths.proposal)(stage)}?done=withdrawn`),
  'proposal-cannot-be-changed': organiser(about('open', paths.changeProposal), 409),
  minutes: steering(about('returned', paths.minutes)),
  'minutes-of-an-open-vote': organiser(about('open', paths.minutes)),
}
