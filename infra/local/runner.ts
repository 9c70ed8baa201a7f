import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { apiAudience, type DemoAccount, siteClient } from './accounts.ts'
import { apiRoutes } from './api-routes.ts'
import { createClockMemory, installClock, setClock } from './clock.ts'
import { createClockControl } from './clock-control.ts'
import { answerClock, clockPath } from './clock-endpoint.ts'
import { keepTime, kept, keptTime, lockDataFolder, tellDatabase } from './data-folder.ts'
import { createDueTimes } from './due-times.ts'
import { startDynamoDb } from './dynamodb.ts'
import { createEventBus } from './event-bus.ts'
import { createFunctions, functionDefinitions, localCredentials } from './functions.ts'
import { createGateway, writeAnswer } from './gateway.ts'
import { answerInbound, inboundPath } from './inbound-endpoint.ts'
import { startInbox } from './inbox.ts'
import { createIssuer } from './issuer.ts'
import { createMailroom } from './mailroom.ts'
import { answerGallery, isGallery } from './mails/gallery-endpoint.ts'
import { objectNotifications } from './object-notifications.ts'
import { openPositions } from './positions.ts'
import { startQueues } from './queues.ts'
import { region } from './resolve.ts'
import { startRightsGate } from './rights-gate.ts'
import { bucketsOf, startS3 } from './s3.ts'
import { createSchedule } from './schedule.ts'
import { openServiceLog } from './service-log.ts'
import { type MailFault, type SentMail, startSes } from './ses.ts'
import { openSiteServer } from './site-server.ts'
import { startStreams } from './streams.ts'
import { startSynthesis } from './synthesis.ts'
import { createTableRights } from './table-rights.ts'
import { createTables, localClient } from './tables.ts'

export interface PlenaryOptions {
  /** Port of the site; 0 takes a free one. */
  readonly port: number
  /** Port of the inbox; 0 takes a free one. */
  readonly mailPort: number
  /** Folder that keeps everything, or `memory` to keep nothing. */
  readonly data: string
  /** Instant at which the clock starts. Without it: the machine's time or, when later, the time at which kept data were left. */
  readonly now?: string
  /** Folder with the functions' bundles, where they were made before. */
  readonly bundles?: string
}

/** The whole service, running on this machine. */
export interface Plenary {
  readonly siteUrl: string
  readonly inboxUrl: string
  /** maildev's API: `GET {mailApi}`, `GET {mailApi}/{id}/source`. */
  readonly mailApi: string
  readonly issuerUrl: string
  readonly clock: {
    readonly now: () => string
    /** Moves the clock forward and resolves when all that became due is done, mails included. Rejects when the instant is in the past. */
    readonly moveTo: (instant: string) => Promise<void>
  }
  /** Resolves when the streams are read to their end, every mail that was owed has been tried, and what SES tells about mails has been followed. */
  readonly drain: () => Promise<void>
  /** Decides for each mail what goes wrong with it, at once or later; without an argument nothing does any more. */
  readonly setMailFaults: (decide?: (mail: SentMail) => MailFault | undefined) => void
  /** Sets how many mails a second SES says that it takes; 14 at first. */
  readonly setMaxSendRate: (mailsPerSecond: number) => void
  /** An access token for the API in the name of a demo account. */
  readonly accessTokenFor: (account: DemoAccount) => Promise<string>
  /** Address of DynamoDB Local, any credentials. */
  readonly dynamoDb: string
  /** The name that the database has for a table, by the variable that functions read: `PROGRAMME_TABLE`. */
  readonly tableName: (variable: string) => string
  /** All that the functions and the run have logged. */
  readonly logs: () => string
  readonly logFile: string
  readonly stop: () => Promise<void>
}

type Undo = () => unknown

/** Where a run keeps its files; without a folder of the user's in a temporary one that goes with it. */
const openFolder = (data: string, undo: Undo[]): string => {
  if (data !== 'memory') {
    mkdirSync(data, { recursive: true })
    return data
  }
  const folder = mkdtempSync(join(tmpdir(), 'plenary-'))
  undo.push(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

const startAll = async (options: PlenaryOptions, undo: Undo[]): Promise<Omit<Plenary, 'stop'>> => {
  const clockMemory = createClockMemory()
  undo.push(installClock(clockMemory))
  const folder = openFolder(options.data, undo)
  const inMemory = options.data === 'memory'
  const server = await openSiteServer(options.port)
  undo.push(server.stop)
  const siteUrl = `http://localhost:${server.port}`
  undo.push(await lockDataFolder(folder, server.port))
  setClock(clockMemory, options.now === undefined ? Math.max(Date.now(), keptTime(folder) ?? 0) : Date.parse(options.now))

  const stopOnceUp = <Part extends { readonly stop: Undo }>(starting: Promise<Part>): Promise<Part> => {
    const up = starting.catch(() => undefined)
    undo.push(async () => (await up)?.stop())
    return starting
  }
  const startingDynamoDb = stopOnceUp(startDynamoDb(inMemory ? {} : { dataFolder: join(folder, kept.dynamoDb) }))
  const startingInbox = stopOnceUp(startInbox({ port: options.mailPort, folder: join(folder, kept.mail), clock: clockMemory }))
  const issuer = await createIssuer(siteUrl)
  const bundles = options.bundles ?? join(folder, kept.bundles)
  const configuration = { siteUrl, issuer: { url: issuer.url, clientId: siteClient, audience: apiAudience } }
  const synthesis = startSynthesis(configuration, bundles, options.bundles === undefined)
  undo.push(synthesis.stop)
  const [dynamoDb, inbox, template] = await Promise.all([startingDynamoDb, startingInbox, synthesis.template])
  const ses = await startSes({ smtpPort: inbox.smtpPort })
  undo.push(ses.stop)
  const created = objectNotifications(template, (queue, body) => queues.send(queue, body))
  const s3 = await startS3({
    buckets: bucketsOf(template),
    folder: join(folder, kept.files),
    signer: { ...localCredentials, region },
    created,
  })
  undo.push(s3.stop)

  const tables = await createTables(template, localClient(dynamoDb.endpoint))
  const logFile = join(folder, kept.log)
  const log = openServiceLog(logFile)
  const gate = await startRightsGate(dynamoDb.endpoint, createTableRights(template), (words) =>
    log.line('ERROR', 'rights refused', { code: 'rights-refused', words }),
  )
  undo.push(gate.stop)
  const definitions = functionDefinitions(template, bundles, { dynamoDb: gate.endpointOf, ses: ses.endpoint, s3: s3.endpoint })
  const { invoke, stop: stopFunctions } = createFunctions(definitions, clockMemory, log)
  const positions = openPositions(inMemory ? undefined : join(folder, kept.positions))
  const streams = startStreams(template, { endpoint: dynamoDb.endpoint, tables, positions, invoke, log })
  const queues = startQueues(template, { invoke, log })
  ses.tellEvents(createEventBus(template, queues.send).tell)
  undo.push(() => Promise.all([streams.stop(), queues.stop(), stopFunctions()]))
  /** What is in a queue may give the streams something to do, and the other way round. */
  const idle = async (): Promise<void> => {
    for (let before = -1; before < queues.handled(); ) {
      before = queues.handled()
      await streams.idle()
      await queues.idle()
    }
  }

  const keep = (): void => keepTime(folder)
  const schedule = createSchedule(template, invoke, (tick) => clock.between(tick))
  const dueTimes = createDueTimes(dynamoDb.endpoint, tables)
  undo.push(dueTimes.stop)
  const clock = createClockControl({ memory: clockMemory, tick: schedule.tick, drain: idle, nextDue: dueTimes.next, keep })
  schedule.start()
  undo.push(schedule.stop, keep)

  const receive = createMailroom(template, s3.put)
  const gateway = createGateway({ routes: apiRoutes(template), keys: issuer.keys, invoke })
  server.serve(async (request, response) => {
    const path = request.url?.split('?')[0] ?? '/'
    if (path === clockPath) writeAnswer(request, response, await answerClock(request, clock))
    else if (isGallery(path)) writeAnswer(request, response, await answerGallery(request))
    else if (path === inboundPath) writeAnswer(request, response, await answerInbound(request, receive))
    else if (path === '/issuer' || path.startsWith('/issuer/')) await issuer.handle(request, response)
    else await gateway(request, response)
  })

  const names = new Map([...definitions.values()].flatMap(({ environment }) => Object.entries(environment)))
  const proving = [...definitions.values()].find(({ name }) => name === 'prove')
  undo.push(tellDatabase(folder, proving?.environment ?? {}))
  return {
    siteUrl,
    inboxUrl: inbox.url,
    mailApi: `${inbox.url}/api/email`,
    issuerUrl: issuer.url,
    clock: {
      now: clock.now,
      moveTo: async (instant) => {
        if ((await clock.moveTo(instant)) === 'backwards') throw new RangeError(`the clock is past ${instant} already`)
      },
    },
    drain: idle,
    setMailFaults: ses.setFaults,
    setMaxSendRate: ses.setMaxSendRate,
    accessTokenFor: issuer.accessTokenFor,
    dynamoDb: dynamoDb.endpoint,
    tableName: (variable) => names.get(variable) ?? variable,
    logs: log.text,
    logFile,
  }
}

/**
 * Starts the whole service on this machine from the same stack that is deployed: tables, streams, schedule, routes and functions
 * are read from its template. Throws a `StartError` with the way out for what a person can mend; then nothing is left running.
 * Until `stop`, `Date` in this process follows the settable clock.
 */
export const startPlenary = async (options: PlenaryOptions): Promise<Plenary> => {
  const undo: Undo[] = []
  const stop = async (): Promise<void> => {
    for (const each of undo.splice(0).reverse()) await each()
  }
  try {
    return { ...(await startAll(options, undo)), stop }
  } catch (fault) {
    await stop()
    throw fault
  }
}
