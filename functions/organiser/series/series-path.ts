import { paths } from '../../../shared/site/paths.ts'
import type { Texts } from '../../../shared/texts/texts.ts'

/** What has just been done to a series, shown once at the top of its page. */
export type SeriesNotice = keyof Texts['planSeries']['notices']

/** The organiser's page of a series, which shows once what has just been done. */
export const manageSeriesPath = (series: { readonly slug: string }, done: SeriesNotice): string =>
  `${paths.manageSeries.to(series)}?done=${done}`
