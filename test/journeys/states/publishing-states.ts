import { paths } from '../../../shared/site/paths.ts'
import { png } from '../../make/pictures.ts'
import { attendee, of, organiser, type PageState } from './page-state.ts'

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
  'organiser-draft-planned': {
    reader: 'organiser',
    open: async (page, stage) => {
      await page.goto(paths.manageEvent.to({ slug: stage.slugs.draft }))
      await page.locator('.publish-at summary').click()
      await page.locator('#publishAt').fill('2022-08-01T09:00')
      await page.locator('.publish-at button').click()
      await page.waitForLoadState()
    },
  },
  'organiser-draft-planned-wrongly': {
    reader: 'organiser',
    status: 422,
    open: async (page, stage) => {
      await page.goto(paths.manageEvent.to({ slug: stage.slugs.planning }))
      await page.locator('.publish-at summary').click()
      await page.locator('#publishAt').fill('2022-01-01T09:00')
      await page.locator('.publish-at button').click()
      await page.waitForLoadState()
    },
  },
  'organiser-series-planned': {
    reader: 'organiser',
    open: async (page, stage) => {
      await page.goto(paths.manageSeries.to({ slug: stage.slugs.draftSeries }))
      await page.locator('.publish-at summary').click()
      await page.locator('#publishAt').fill('2022-08-01T09:00')
      await page.locator('.publish-at button').click()
      await page.waitForLoadState()
    },
  },
  'organiser-series-planned-wrongly': {
    reader: 'organiser',
    status: 422,
    open: async (page, stage) => {
      await page.goto(paths.manageSeries.to({ slug: stage.slugs.draftSeries }))
      await page.locator('.publish-at summary').click()
      await page.locator('#publishAt').fill('2022-09-22T09:00')
      await page.locator('.publish-at button').click()
      await page.waitForLoadState()
    },
  },
  'organiser-embed': {
    reader: 'organiser',
    open: async (page, stage) => {
      await page.goto(paths.manageEvent.to({ slug: stage.slugs.conference }))
      await page.locator('section:has(#embed) summary').click()
      await page.locator('.plenary-event').waitFor()
    },
  },
  'organiser-files': organiser(of('choice', paths.attachments)),
  'organiser-files-none': organiser(of('planning', paths.attachments)),
  'organiser-files-sent': {
    reader: 'organiser',
    open: async (page, stage) => {
      await page.goto(paths.attachments.to({ slug: stage.slugs.choice }))
      await page.locator('#file').setInputFiles({ name: 'slides.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7') })
      await page.locator('form[enctype] button').click()
      await page.locator('#title').waitFor()
    },
  },
  'organiser-files-refused': {
    reader: 'organiser',
    status: 422,
    open: async (page, stage) => {
      await page.goto(paths.attachments.to({ slug: stage.slugs.choice }))
      await page.locator('#file').setInputFiles({ name: 'slides.pdf', mimeType: 'application/pdf', buffer: Buffer.from('no PDF') })
      await page.locator('form[enctype] button').click()
      await page.locator('.error-summary').waitFor()
    },
  },
  'organiser-picture': organiser(of('choice', paths.illustrate)),
  'organiser-picture-none': organiser(of('planning', paths.illustrate)),
  'organiser-picture-undescribed': {
    reader: 'organiser',
    status: 422,
    open: async (page, stage) => {
      await page.goto(paths.illustrate.to({ slug: stage.slugs.choice }))
      await page.locator('#file').setInputFiles({ name: 'hall.png', mimeType: 'image/png', buffer: Buffer.from(png(1600, 900)) })
      await page.locator('form[enctype] button').click()
      await page.locator('#alt').waitFor()
      await page.locator('section:has(#describe) button').click()
      await page.locator('.error-summary').waitFor()
    },
  },
  'event-with-files': attendee(of('choice', paths.event)),
  'preview-event': organiser(of('planning', paths.preview)),
  'preview-programme': organiser(of('planning', paths.previewProgramme)),
  'preview-form': organiser(of('draft', paths.previewRegister)),
}
