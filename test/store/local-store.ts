import { startDynamoDb } from '../../infra/local/dynamodb/dynamodb.ts'
import { createTables, localClient } from '../../infra/local/dynamodb/tables.ts'
import { createAddressLists } from '../../shared/store/address-lists.ts'
import { createAsks } from '../../shared/store/asks.ts'
import { createAttendances } from '../../shared/store/attendance.ts'
import { createDatabase, type Database } from '../../shared/store/dynamodb/database.ts'
import { createEvents } from '../../shared/store/events.ts'
import { createFanOuts } from '../../shared/store/fan-outs.ts'
import { createComments, createResponses } from '../../shared/store/feedback.ts'
import { createLetters } from '../../shared/store/letters.ts'
import { createListRetention } from '../../shared/store/list-retention.ts'
import { createOptionalMail } from '../../shared/store/optional-mail.ts'
import { createOutbox } from '../../shared/store/outbox.ts'
import { createErasures } from '../../shared/store/people/erasures.ts'
import { createNamesInMails } from '../../shared/store/people/names-in-mails.ts'
import { createDeleting, createPersonalData, createReceivedMails } from '../../shared/store/people/personal-data.ts'
import { createPersonalCalendars } from '../../shared/store/personal-calendars.ts'
import { createProposals } from '../../shared/store/proposal/proposals.ts'
import { createSteeringMembers } from '../../shared/store/proposal/steering-members.ts'
import { createRates } from '../../shared/store/rates.ts'
import { createRegistrations } from '../../shared/store/registrations.ts'
import { createRequestKeys } from '../../shared/store/request-keys.ts'
import { createReturnedMails } from '../../shared/store/returned-mails.ts'
import { createMending } from '../../shared/store/seats/counters.ts'
import { createLedger } from '../../shared/store/seats/ledger.ts'
import { createKeys } from '../../shared/store/secret-keys.ts'
import { createPace } from '../../shared/store/sending-pace.ts'
import { createSolvedProofs } from '../../shared/store/solved-proofs.ts'
import { createProfiles } from '../../shared/store/speaker/profiles.ts'
import { createSpeakers } from '../../shared/store/speaker/speakers.ts'
import { createAuditLog } from '../../shared/store/staff/audit-log.ts'
import { createColleagues } from '../../shared/store/staff/colleagues.ts'
import { createSignInSessions } from '../../shared/store/staff/sign-in-sessions.ts'
import { createSuppressions } from '../../shared/store/suppressions.ts'
import { createTallies } from '../../shared/store/tallies.ts'
import { sharedDynamoDb } from './shared-dynamodb.ts'
import { stackTemplate } from './template.ts'

/** DynamoDB Local with the template's tables, invisible to others, and all stores on it. */
export const startStores = async () => {
  const dynamoDb = sharedDynamoDb() ?? (await startDynamoDb())
  const client = localClient(dynamoDb.endpoint, dynamoDb.accessKeyId)
  const made = await createTables(stackTemplate(), client).catch(async (fault: unknown) => {
    await dynamoDb.stop()
    throw fault
  })
  const find = (name: string) => {
    const found = made.find((each) => each.name.startsWith(`Database${name}`))
    if (found === undefined) throw new Error(`no table ${name}`)
    return found
  }
  const table = (name: string): string => find(name).name
  const stream = (name: string): string => find(name).streamArn ?? ''
  const tables = {
    programme: table('Programme'),
    people: table('People'),
    feedback: table('Feedback'),
    ledger: table('Ledger'),
    sending: table('Sending'),
    keys: table('Keys'),
    staff: table('Staff'),
    audit: table('Audit'),
  }
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_DYNAMODB: dynamoDb.endpoint,
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: client.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: client.credentials.secretAccessKey,
  })
  const clients: Database[] = []
  const open = () => {
    const database = createDatabase()
    clients.push(database)
    const lists = createAddressLists(database, tables.people)
    return {
      database,
      /** What other clients need to see the same tables. */
      client,
      tables,
      streams: { programme: stream('Programme'), people: stream('People'), feedback: stream('Feedback'), sending: stream('Sending') },
      events: createEvents(database, tables.programme),
      fanOuts: createFanOuts(database, tables.programme),
      registrations: createRegistrations(database, tables),
      rates: createRates(database, tables.people),
      solvedProofs: createSolvedProofs(database, tables.people),
      requestKeys: createRequestKeys(database, tables.people),
      attendances: createAttendances(database, tables.people),
      asks: createAsks(database, tables.people),
      letters: createLetters(database, tables.people),
      lists,
      retention: createListRetention(database, tables.people, lists),
      personalCalendars: createPersonalCalendars(database, tables.people),
      optionalMail: createOptionalMail(database, tables.people),
      erasures: createErasures(database, tables.people),
      personalData: createPersonalData(database, tables.people),
      receivedMails: createReceivedMails(database, tables.people),
      deleting: createDeleting(database, tables.people),
      namesInMails: createNamesInMails(database, tables.people),
      outbox: createOutbox(database, tables.people),
      returned: createReturnedMails(database, tables.people),
      suppressions: createSuppressions(database, tables.people),
      pace: createPace(database, tables.sending),
      ledger: createLedger(database, tables.ledger),
      mending: createMending(database, tables.programme),
      keys: createKeys(database, tables.keys),
      proposals: createProposals(database, tables.programme),
      speakers: createSpeakers(database, tables),
      profiles: createProfiles(database, tables.people),
      members: createSteeringMembers(database, tables.staff),
      colleagues: createColleagues(database, tables.staff),
      auditLog: createAuditLog(database, tables.audit),
      signInSessions: createSignInSessions(database, tables.staff),
      responses: createResponses(database, tables),
      comments: createComments(database, tables.feedback),
      tallies: createTallies(database, tables.feedback),
    }
  }
  return {
    ...open(),
    /** The same tables with a separate client, so that faults of one do not affect another. */
    another: open,
    stop: async () => {
      for (const client of clients) client.destroy()
      await dynamoDb.stop()
    },
  }
}
export type Stores = Omit<Awaited<ReturnType<typeof startStores>>, 'another' | 'stop'>
export type LocalStores = Awaited<ReturnType<typeof startStores>>
