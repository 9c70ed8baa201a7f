import * as z from 'zod'
import { daySchema } from '../domain/basics/wall-time.ts'
import { eventSchema } from '../domain/event/event.ts'
import { dateSpanSchema, mostDates } from '../domain/event/from-until.ts'
import { datePatternSchema, mostBetween } from '../domain/event/recurrence.ts'
import type { seriesSchema } from '../domain/event/series.ts'
import { paths } from '../site/paths.ts'
import { eventOutput } from './events.ts'
import { missingOutput, ownEventOutput, plannedOutput, warningsOf } from './managed-event.ts'
import { groupRegisteringOutput } from './registering.ts'

const { slug } = eventSchema.shape
const { start, end, repeat } = datePatternSchema.shape

/** How the dates of a series follow each other, as a query. `datePatternSchema` checks it. */
export const datePatternQuery = z.object({
  start,
  end,
  repeat,
  every: z.coerce.number().int().min(1).max(mostBetween).default(1).describe('How many weeks or months lie between two dates'),
  count: z.coerce
    .number()
    .int()
    .min(1)
    .max(mostDates)
    .optional()
    .describe('How many dates there are, without those left out; this or until'),
  until: daySchema.optional().describe('The last day on which a date may be; this or count'),
  notOnHolidaysOf: z.string().optional().describe('Countries on whose public holidays there is no date, separated by commas'),
})

export const plannedDatesOutput = z.object({
  dates: z.array(dateSpanSchema).describe('The dates, as a new series takes them'),
  skipped: z
    .array(dateSpanSchema.extend({ holidays: z.array(z.object({ country: z.string(), name: z.string().describe('Its name there') })) }))
    .describe('Dates left out because of public holidays'),
})

const about = {
  slug: slug.describe('Name of the series in addresses'),
  title: z.string(),
  summary: z.string(),
  url: z.url().describe('Public page of the series'),
}

export const seriesCreatedOutput = z.object({ slug: about.slug, events: z.array(slug).describe('The event of each date, by start') })

/** The public form of a series. */
export const seriesOutput = z.object({ ...about, events: z.array(eventOutput).describe('The published events of its dates, by start') })

/** A series as its organiser sees it. */
export const ownSeriesOutput = z.object({
  ...about,
  events: z
    .array(
      eventSchema
        .pick({ slug: true, status: true, start: true, end: true, title: true })
        .extend(ownEventOutput.pick({ publishAt: true }).shape)
        .extend({ changedAlone: z.array(z.string()).describe('Fields that changes of the whole series leave alone') }),
    )
    .describe('The event of each date, by start'),
  warnings: z
    .array(missingOutput)
    .optional()
    .describe('What people need to take part and a date does not say yet; only in the answer to publishing'),
})

const { status } = groupRegisteringOutput.shape.registrations.element.shape
export const seriesRegisteringOutput = z.object({
  registrations: z.array(z.object({ event: slug, status })).describe('One for each date asked for, by start'),
})

interface Whole {
  readonly series: Pick<z.infer<typeof seriesSchema>, 'slug' | 'title' | 'summary'>
  readonly events: readonly z.infer<typeof eventSchema>[]
}

/** The organiser's view of a stored series. */
export const toOwnSeriesOutput = (
  { series, events }: Whole,
  siteUrl: string,
  more: Pick<z.input<typeof ownSeriesOutput>, 'warnings'> = {},
): z.infer<typeof ownSeriesOutput> =>
  ownSeriesOutput.parse({
    ...series,
    ...more,
    url: siteUrl + paths.series.to(series),
    events: events.map((event) => ({ ...event, ...plannedOutput(event), changedAlone: event.changedAlone ?? [] })),
  })

/** What the dates of a series that are published, or will be at a set time, do not say yet. */
export const seriesWarnings = ({ events }: Pick<Whole, 'events'>) =>
  events
    .filter(({ status, publication }) => status === 'published' || publication !== undefined)
    .flatMap((event) => warningsOf(event).map((warning) => ({ ...warning, event: event.slug })))
