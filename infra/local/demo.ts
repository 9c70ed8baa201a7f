import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { draft, slugOf } from '../../shared/domain/event.ts'
import { eventInputSchema } from '../../shared/domain/event-input.ts'
import { createEvents } from '../../shared/store/events.ts'
import { paths } from '../../shared/web/paths.ts'
import { demoOrganiser } from './accounts.ts'
import { demoProgramme } from './demo-programme.ts'
import type { Plenary } from './runner.ts'
import { localClient } from './tables.ts'

type Target = Pick<Plenary, 'siteUrl' | 'dynamoDb' | 'tableName' | 'accessTokenFor' | 'clock'>

const createdSchema = z.object({ slug: z.string() })

const post = async (url: string, token: string, body?: unknown): Promise<unknown> => {
  const response = await fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  if (!response.ok) throw new Error(`The demo programme could not be loaded: ${response.status} from ${url}: ${await response.text()}`)
  return response.json()
}

/**
 * Loads the demo programme into an empty database, as the demo organiser and by the service's own API.
 * Ideas that wait for the steering group go straight into the store: they cannot be proposed by the API.
 * Resolves to whether it did; a database that has events is left as it is.
 */
export const loadDemo = async ({ siteUrl, dynamoDb, tableName, accessTokenFor, clock }: Target): Promise<boolean> => {
  const client = new DynamoDBClient(localClient(dynamoDb))
  const programme = tableName('PROGRAMME_TABLE')
  try {
    const { Count = 0 } = await client.send(new ScanCommand({ TableName: programme, Limit: 1 }))
    if (Count > 0) return false
    const token = await accessTokenFor(demoOrganiser)
    const { events, ideas } = demoProgramme(clock.now())
    for (const event of events) {
      const { slug } = createdSchema.parse(await post(siteUrl + paths.apiEvents.pattern, token, event))
      await post(siteUrl + paths.apiPublish.to({ slug }), token)
    }
    const store = createEvents(DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } }), programme)
    for (const idea of ideas) {
      const input = eventInputSchema.parse(idea)
      const now = clock.now()
      const about = { slug: slugOf(input.title), owner: demoOrganiser.subject, now }
      await store.create({ ...draft(input, about), status: 'proposed' }, now)
    }
    return true
  } finally {
    client.destroy()
  }
}
