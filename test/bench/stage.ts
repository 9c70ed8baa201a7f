import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb'
import { variableOf } from '../../infra/functions.ts'
import { localClient } from '../../infra/local/dynamodb/tables.ts'
import { functionDefinitions, localCredentials } from '../../infra/local/lambda/definitions.ts'
import { bucketsOf, startS3 } from '../../infra/local/s3/s3.ts'
import { region } from '../../infra/local/template/resolve.ts'
import { synthesise } from '../../infra/synthesise.ts'
import { network } from '../../shared/domain/basics/network.ts'
import type { Event, EventInput } from '../../shared/domain/event/event.ts'
import { invitationUid } from '../../shared/domain/registration/registration.ts'
import { ledgerEntrySchema } from '../../shared/domain/seats/ledger.ts'
import type { Staff } from '../../shared/domain/who-may.ts'
import { objectKeys } from '../../shared/store/item-keys.ts'
import { createRegistering } from '../../shared/use-cases/registration/registering.ts'
import { startFakeSes } from '../mail/fake-ses.ts'
import { originSecret } from '../make/edge.ts'
import { googleReply } from '../make/reply-mail.ts'
import { signedInCookie } from '../make/signed-in.ts'
import { makeStoredEvent } from '../make/stored-event.ts'
import { type LocalStores, type Stores, startStores } from '../store/local-store.ts'
import { itemsOf as plainItemsOf } from '../store/scan.ts'
import { startIssuer } from './issuer.ts'
import { newPerson } from './people.ts'
import type { Image } from './stream-event.ts'

const siteUrl = 'http://localhost'

const answers = ['ACCEPTED', 'TENTATIVE']

const staff: Staff = { subject: 'organiser', name: 'Organiser', roles: ['organiser', 'steering'] }

/** Half a year ahead, so that registration is open whenever this runs. */
export const ahead = (): Partial<EventInput> => {
  const day = new Date(Date.now() + 180 * 86_400_000).toISOString().slice(0, 10)
  return { start: `${day}T10:00`, end: `${day}T12:00` }
}

export interface Stage {
  readonly stores: Stores
  /** A published event, half a year ahead, with `registered` people. */
  readonly event: Event
  /** The item of a registration, and of one owed mail per round. */
  readonly registration: Image
  readonly message: (round: number) => Image
  /** The item of a seat counter. */
  readonly seats: Image
  /** The queue's message about an incoming mail that answers the invitation, differently each round. */
  readonly reply: (round: number) => unknown
  /** Cookie of somebody who is both organiser and steering. */
  readonly cookie: string
  /** A function's variables, exactly as in its definition; those of `attendee` for anything that is not a function. */
  readonly environmentOf: (name: string) => Readonly<Record<string, string>>
  readonly stop: () => Promise<void>
}

const itemsOf = async (endpoint: string, table: string): Promise<readonly Image[]> => {
  const client = new DynamoDBClient(localClient(endpoint))
  const { Items = [] } = await client.send(new ScanCommand({ TableName: table, ConsistentRead: true }))
  client.destroy()
  return Items
}

/** What the seats function does when counters have changed: updates the ledger. */
const keepLedger = async (stores: Stores): Promise<void> => {
  const items = await plainItemsOf(stores, stores.tables.programme)
  await Promise.all(items.flatMap((item) => ledgerEntrySchema.safeParse(item).data ?? []).map((entry) => stores.ledger.append(entry)))
}

const furnish = async (stores: LocalStores, bundles: string, registered: number): Promise<Stage> => {
  const [ses, issuer] = await Promise.all([startFakeSes(), startIssuer()])
  const dynamoDb = process.env['AWS_ENDPOINT_URL_DYNAMODB'] ?? ''
  const { template } = synthesise({ siteUrl, issuer: { url: issuer.url, clientId: 'site', audience: 'api' } }, bundles)
  const folder = mkdtempSync(join(tmpdir(), 'plenary-bench-'))
  const s3 = await startS3({ buckets: bucketsOf(template), folder, signer: { ...localCredentials, region } })
  const definitions = [...functionDefinitions(template, bundles, { dynamoDb: () => dynamoDb, ses: ses.endpoint, s3: s3.endpoint }).values()]
  const environments = new Map(definitions.map(({ name, environment }) => [name, { ...environment, [variableOf('edge')]: originSecret }]))

  const now = new Date().toISOString()
  const event = makeStoredEvent(ahead())
  await stores.events.create(event, now)
  await keepLedger(stores)
  const register = createRegistering(stores)
  for (let person = 0; person < registered; person++) {
    await register(event.slug, newPerson(), { now, language: 'en', requestKey: undefined })
    await keepLedger(stores)
  }
  const people = await itemsOf(dynamoDb, stores.tables.people)
  const messages = people.filter(({ sk }) => sk?.S?.startsWith('MESSAGE#'))
  const [registration] = people.filter(({ sk }) => sk?.S === 'REGISTRATION')
  const [seats] = (await itemsOf(dynamoDb, stores.tables.programme)).filter(({ sk }) => sk?.S === 'SEATS')
  if (seats === undefined || registration === undefined || messages.length < registered)
    throw new Error('the people that were registered are not there')
  const cookie = await signedInCookie(stores, siteUrl, staff)
  return {
    stores,
    event,
    registration,
    seats,
    cookie,
    message: (round) => messages[round % messages.length] ?? {},
    environmentOf: (name) => environments.get(name) ?? environments.get('attendee') ?? {},
    reply: (round) => {
      const key = `${objectKeys.inbound}${round}`
      const [uid, partstat] = [invitationUid({ id: registration['id']?.S ?? '', round: 1 }, network.mail.domain), answers[round % 2]]
      const raw = googleReply({ uid, partstat: partstat ?? '', attendee: registration['email']?.S ?? '' })
      s3.put(environments.get('replies')?.['INBOUND_BUCKET'] ?? '', key, raw)
      return { Records: [{ messageId: key, body: JSON.stringify({ Records: [{ s3: { object: { key, size: raw.length } } }] }) }] }
    },
    stop: async () => {
      await Promise.all([ses.stop(), issuer.stop(), s3.stop()])
      rmSync(folder, { recursive: true, force: true })
      await stores.stop()
    },
  }
}

/** DynamoDB Local with a programme, an SES that takes every mail, an issuer, and the functions' environment from CDK. */
export const setStage = async (bundles: string, registered: number): Promise<Stage> => {
  const stores = await startStores()
  try {
    return await furnish(stores, bundles, registered)
  } catch (fault) {
    await stores.stop()
    throw fault
  }
}

/** An environment in which registering takes no longer than its work, where that is what is measured. */
export const atItsOwnPace = (environment: Readonly<Record<string, string>>): Record<string, string> => ({
  ...environment,
  ANSWER_STEP_MS: '1',
})
