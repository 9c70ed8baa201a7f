import { paths } from '../../../shared/site/paths.ts'
import { of, organiser, type PageState } from './page-state.ts'

/** What organisers do with a draft before everybody sees it. */
export const publishingStates: Readonly<Record<string, PageState>> = {
  'organiser-draft-with-link': {
    reader: 'organiser',
    open: async (page, stage) => {
      await page.goto(paths.manageEvent.to({ slug: stage.slugs.planning }))
      const make = page.locator('form[action$="/preview-link"] button')
      if ((await make.count()) > 0) await make.click()
      await page.waitForLoadState()
    },
  },
  'preview-event': organiser(of('planning', paths.preview)),
  'preview-programme': organiser(of('planning', paths.previewProgramme)),
  'preview-form': organiser(of('draft', paths.previewRegister)),
}
