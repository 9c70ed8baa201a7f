import { join } from 'node:path'
import type { Template } from '../stacks/joined-template.ts'
import type { Bundles } from './bundles.ts'
import type { ClockMemory } from './clock/clock.ts'
import { createClockControl } from './clock/control.ts'
import { createDueTimes } from './clock/due-times.ts'
import { answerClock, clockPath } from './clock/endpoint.ts'
import { clockReport } from './clock/report.ts'
import { createSchedule } from './clock/schedule.ts'
import { keepTime, kept, tellDatabase } from './data-folder.ts'
import type { LocalDynamoDb } from './dynamodb/dynamodb.ts'
import { openPositions } from './dynamodb/positions.ts'
import { startRightsGate } from './dynamodb/rights-gate.ts'
import { createTableRights } from './dynamodb/role-rights.ts'
import { startStreams } from './dynamodb/streams.ts'
import { createTables, localClient } from './dynamodb/tables.ts'
import { apiRoutes } from './gateway/api-routes.ts'
import { edgeOf } from './gateway/edge.ts'
import { createGateway, writeAnswer } from './gateway/gateway.ts'
import type { SiteServer } from './gateway/site-server.ts'
import { createIssuer } from './issuer/issuer.ts'
import { createFunctions, functionDefinitions, localCredentials } from './lambda/definitions.ts'
import { createEventBus } from './lambda/event-bus.ts'
import { startQueues } from './lambda/queues.ts'
import { answerGallery, isGallery } from './mails/endpoint.ts'
import type { Plenary, Undo } from './plenary.ts'
import type { Progress } from './progress.ts'
import { objectNotifications } from './s3/notifications.ts'
import { bucketsOf, startS3 } from './s3/s3.ts'
import { openServiceLog } from './service-log.ts'
import { answerInbound, inboundPath } from './ses/inbound-endpoint.ts'
import { type InboxPorts, startInbox } from './ses/inbox.ts'
import { createMailroom } from './ses/mailroom.ts'
import { startSes } from './ses/ses.ts'
import { region } from './template/resolve.ts'

/** What has been started so far. */
export interface Parts {
  readonly dynamoDb: Promise<LocalDynamoDb>
  readonly template: Promise<Template>
  readonly bundles: Bundles
  readonly server: SiteServer
  readonly mailPorts: InboxPorts
  readonly siteUrl: string
  readonly folder: string
  readonly inMemory: boolean
  readonly clockMemory: ClockMemory
  readonly progress: Progress
}

/** Assembles the service around its template, and lets the site answer. `undo` collects what stops it. */
export const assemble = async (parts: Parts, undo: Undo[]): Promise<Omit<Plenary, 'stop'>> => {
  const { server, mailPorts, siteUrl, folder, inMemory, clockMemory, bundles, progress } = parts
  const issuer = await createIssuer(siteUrl)
  const [dynamoDb, template] = await Promise.all([parts.dynamoDb, parts.template])
  const database = localClient(dynamoDb.endpoint, dynamoDb.accessKeyId)
  const tables = await createTables(template, database)
  progress.say(`${tables.length} tables are ready`)
  // The first page does not need it.
  const startingInbox = startInbox({ ports: mailPorts, folder: join(folder, kept.mail), clock: clockMemory })
  const inboxUp = startingInbox.catch(() => undefined)
  undo.push(async () => (await inboxUp)?.stop())
  const ses = await startSes({ smtpPort: startingInbox.then(({ smtpPort }) => smtpPort) })
  undo.push(ses.stop)
  const created = objectNotifications(template, (queue, body) => queues.send(queue, body))
  const s3 = await startS3({
    buckets: bucketsOf(template),
    folder: join(folder, kept.files),
    signer: { ...localCredentials, region },
    created,
  })
  undo.push(s3.stop)

  const logFile = join(folder, kept.log)
  const log = openServiceLog(logFile)
  const gate = await startRightsGate(database, createTableRights(template), {
    refused: (words) => log.line('ERROR', 'rights refused', { code: 'rights-refused', words }),
    written: (table) => streams.written(table),
  })
  undo.push(gate.stop)
  const definitions = functionDefinitions(template, bundles.folder, { dynamoDb: gate.endpointOf, ses: ses.endpoint, s3: s3.endpoint })
  const { invoke, stop: stopFunctions } = createFunctions(definitions, clockMemory, log, bundles.ready)
  const positions = openPositions(inMemory ? undefined : join(folder, kept.positions))
  const streams = startStreams(template, { database, tables, positions, invoke, log })
  const queues = startQueues(template, { invoke, log })
  ses.tellEvents(createEventBus(template, queues.send).tell)
  undo.push(() => Promise.all([streams.stop(), queues.stop(), stopFunctions()]))
  /** Queues may create work for the streams, and the other way round. */
  const idle = async (): Promise<void> => {
    for (let before = -1; before < queues.handled(); ) {
      before = queues.handled()
      await streams.idle()
      await queues.idle()
    }
  }

  const keep = (): void => keepTime(folder)
  const schedule = createSchedule(template, invoke, (tick) => clock.between(tick))
  const dueTimes = createDueTimes(database, tables)
  undo.push(dueTimes.stop)
  const clock = createClockControl({
    ...{ memory: clockMemory, tick: schedule.tick, drain: idle, nextDue: dueTimes.next, keep },
    mailsSent: ses.accepted,
    report: (move) => progress.mention(clockReport(move)),
  })
  schedule.start()
  undo.push(schedule.stop, keep)

  const receive = createMailroom(template, s3.put)
  const gateway = createGateway({ routes: apiRoutes(template), edge: edgeOf(template), keys: issuer.keys, invoke })
  server.serve(async (request, response) => {
    const path = request.url?.split('?')[0] ?? '/'
    if (path === clockPath) await answerClock(request, response, clock)
    else if (isGallery(path)) writeAnswer(request, response, await answerGallery(request))
    else if (path === inboundPath) writeAnswer(request, response, await answerInbound(request, receive))
    else if (path === '/issuer' || path.startsWith('/issuer/')) await issuer.handle(request, response)
    else await gateway(request, response)
  })

  const answering = progress.begin('answering the first page')
  const [{ status }, inbox] = await Promise.all([fetch(siteUrl), startingInbox])
  answering()
  progress.say(status === 200 ? `The site answers at ${siteUrl}/` : `The first page answers with status ${status}; ${logFile} says why`)

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
    database,
    tableName: (variable) => names.get(variable) ?? variable,
    buildAll: bundles.all,
    logs: log.text,
    logFile,
  }
}
