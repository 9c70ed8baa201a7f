import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { slugOf } from '../../../shared/domain/event/event.ts'
import { paths } from '../../../shared/site/paths.ts'
import { createEvents } from '../../../shared/store/events.ts'
import { createSeriesStore } from '../../../shared/store/programme/series.ts'
import { createTemplateStore } from '../../../shared/store/programme/templates.ts'
import { createProposals } from '../../../shared/store/proposal/proposals.ts'
import type { DemoNote } from '../data-folder.ts'
import { demoOrganiser } from '../issuer/accounts.ts'
import type { Plenary } from '../plenary.ts'
import { demoProgramme } from './programme.ts'
import { proposeIdea } from './proposing-ideas.ts'

type Target = Pick<Plenary, 'siteUrl' | 'database' | 'tableName' | 'accessTokenFor' | 'clock'>

const post = async (url: string, token: string, body?: unknown): Promise<unknown> => {
  const response = await fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  if (!response.ok) throw new Error(`The demo programme could not be loaded: ${response.status} from ${url}: ${await response.text()}`)
  return response.json()
}

const templateName = 'Webinar with a discussion'

const alone: DemoNote = { isUnfinished: () => false, begin: () => undefined, end: () => undefined }

/**
 * Loads the demo programme into an empty database, as the demo organiser and through the service's own API, or continues where an
 * earlier start was interrupted. Events stay drafts until all of them exist, so that the site never shows half a programme.
 * Ideas for the steering group go straight into the store: the API cannot propose them days ago.
 * Resolves to whether it did; a database with other events is left alone.
 */
export const loadDemo = async (
  { siteUrl, database: reached, tableName, accessTokenFor, clock }: Target,
  note = alone,
): Promise<boolean> => {
  const client = new DynamoDBClient(reached)
  const programme = tableName('PROGRAMME_TABLE')
  try {
    const { Count = 0 } = await client.send(new ScanCommand({ TableName: programme, Limit: 1 }))
    if (Count > 0 && !note.isUnfinished()) return false
    note.begin()
    const token = await accessTokenFor(demoOrganiser)
    const database = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } })
    const [store, proposals] = [createEvents(database, programme), createProposals(database, programme)]
    const { events, series, ideas } = demoProgramme(clock.now())
    for (const event of events) {
      const slug = slugOf(event.title)
      const kept = await store.get(slug)
      if (kept === undefined) await post(siteUrl + paths.apiEvents.pattern, token, event)
      if (kept === undefined || kept.status === 'draft') await post(siteUrl + paths.apiPublish.to({ slug }), token)
    }
    const seriesSlug = slugOf(series.title)
    if ((await createSeriesStore(database, programme).get(seriesSlug)) === undefined) {
      await post(siteUrl + paths.apiSeriesAll.pattern, token, series)
      await post(siteUrl + paths.apiPublishSeries.to({ slug: seriesSlug }), token)
    }
    const webinar = events.find(({ kind }) => kind === 'webinar')
    if (webinar !== undefined && (await createTemplateStore(database, programme).get(slugOf(templateName))) === undefined)
      await post(siteUrl + paths.apiTemplates.pattern, token, { event: slugOf(webinar.title), name: templateName })
    for (const idea of ideas) await proposeIdea(proposals, idea, clock.now())
    note.end()
    return true
  } finally {
    client.destroy()
  }
}
