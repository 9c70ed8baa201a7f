import { paths } from '../../../shared/site/paths.ts'
import type { Stage } from '../stage/stage.ts'
import { attendee, of, organiser, type PageState, sent } from './page-state.ts'

const speaking = (who: keyof Stage['speaking']) => (stage: Stage) => paths.speaking.to({ token: stage.speaking[who] })
const speaker =
  (who: keyof Stage['speakers'], path: { to: (parameters: { slug: string; id: string }) => string } = paths.eventSpeaker) =>
  (stage: Stage) =>
    path.to({ slug: stage.slugs.choice, id: stage.speakers[who] })
const choice = of('choice', paths.eventSpeakers)

/** The pages on which people are asked to speak, and on which they answer. */
export const speakingStates: Readonly<Record<string, PageState>> = {
  'organiser-speakers': organiser(choice),
  'organiser-speakers-none': organiser(of('planning', paths.eventSpeakers)),
  'organiser-speakers-with-errors': {
    reader: 'organiser',
    open: sent(choice, { name: '', email: 'somebody@nowhere' }),
    status: 422,
  },
  'organiser-speaker': organiser(speaker('confirmed')),
  'organiser-speaker-asked': organiser(speaker('asked')),
  'organiser-speaker-remove': organiser(speaker('declined', paths.removeSpeaker)),
  speaking: attendee(speaking('asked')),
  'speaking-with-errors': {
    reader: 'attendee',
    open: async (page, stage) => {
      await page.goto(speaking('asked')(stage))
      await page.locator('[name="slides"]').fill('no address')
      // The last button declines.
      await page.locator('main form button.button').first().click()
      await page.waitForLoadState()
    },
    status: 422,
  },
  'speaking-confirmed': attendee(speaking('confirmed')),
  'speaking-declined': attendee(speaking('declined')),
  'speaking-unknown': attendee(() => paths.speaking.to({ token: 'expired' }), 404),
  'programme-with-speakers': attendee(of('choice', paths.programme)),
}
