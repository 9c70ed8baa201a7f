import type { Page } from 'playwright-core'
import { sampleLinks } from '../../../infra/local/mails/filled-message.ts'
import type { samples } from '../../../infra/local/mails/samples.ts'
import { emblemId, emblemPng } from '../../../shared/mail/look/emblem.ts'
import { mailOf } from '../../../shared/mail/rendered-mail.ts'

/** A mail inside the main part of a mail reader. */
const inReader = (html: string): string =>
  html.replace('<div role="article"', '<main><div role="article"').replace('</body>', '</main></body>')

/** Shows a mail on a page, with pictures or with pictures blocked. */
export const showMail = async (page: Page, message: (typeof samples)[number]['message'], pictures: 'shown' | 'blocked'): Promise<void> => {
  const { html } = await mailOf(message, sampleLinks)
  const emblem = `data:image/png;base64,${emblemPng.toString('base64')}`
  await page.setContent(pictures === 'blocked' ? html : inReader(html).replaceAll(`cid:${emblemId}`, emblem))
}
