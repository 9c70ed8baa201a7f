import type { Duration } from 'aws-cdk-lib'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { EventSourceMapping, StartingPosition } from 'aws-cdk-lib/aws-lambda'
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources'
import type { Queue } from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'
import { laneParts } from '../shared/store/outbox.ts'
import type { Database, TableName } from './database.ts'
import type { FunctionName } from './functions.ts'
import { failuresQueue } from './queues.ts'
import { streamRetries, summariesWindow } from './schedules.ts'
import type { ServiceFunction } from './service-function.ts'

type Pattern = Readonly<Record<string, unknown>>

interface Consumption {
  readonly table: TableName
  /** The function is called for records that match any of these Lambda filter patterns: https://docs.aws.amazon.com/lambda/latest/dg/with-ddb-filtering.html. */
  readonly filters: readonly Pattern[]
  readonly batchSize: number
  /** Length of a tumbling window. Only with windows does the event contain its `shardId`; the answer must then contain a `state`. */
  readonly window?: Duration
  /** How many batches of a shard are processed concurrently, records with one partition key still in order; one if absent. */
  readonly atOnce?: number
}

const newText = (attribute: string, value: unknown): Pattern => ({ dynamodb: { NewImage: { [attribute]: { S: [value] } } } })
const keyText = (attribute: 'pk' | 'sk', value: unknown): Pattern => ({ dynamodb: { Keys: { [attribute]: { S: [value] } } } })

/**
 * Who reads which stream. A shard of a DynamoDB stream serves at most two readers, so no table has more:
 * the waiting list follows the seats in the programme table rather than the people who leave them, and so also notices
 * when an organiser adds seats, and the ledger sees every change.
 */
export const consumptions: Readonly<Partial<Record<FunctionName, readonly Consumption[]>>> = {
  'fan-out': [
    { table: 'programme', filters: [{ eventName: ['INSERT', 'MODIFY'], ...keyText('pk', { prefix: 'FANOUT#' }) }], batchSize: 1 },
  ],
  seats: [{ table: 'programme', filters: [{ eventName: ['INSERT', 'MODIFY'], ...keyText('sk', 'SEATS') }], batchSize: 100 }],
  mail: [
    {
      table: 'people',
      // Mass mails wait in the lanes, so that they do not delay news for one person.
      filters: [
        { dynamodb: { NewImage: { state: { S: ['pending'] }, fanOut: { S: [{ exists: false }] } } } },
        newText('owes', { exists: true }),
        newText('asks', { exists: true }),
        newText('liftedAt', { exists: true }),
      ],
      batchSize: 10,
    },
    // As many at a time as there are workers to call.
    { table: 'sending', filters: [keyText('pk', { prefix: 'NUDGE' })], batchSize: 100, atOnce: laneParts },
  ],
  summaries: [
    {
      table: 'people',
      filters: [
        keyText('sk', 'REGISTRATION'),
        { dynamodb: { Keys: { sk: { S: [{ prefix: 'MESSAGE#' }] } }, NewImage: { fanOut: { S: [{ exists: true }] } } } },
      ],
      batchSize: 100,
      window: summariesWindow,
    },
    {
      table: 'feedback',
      filters: [{ eventName: ['INSERT'], dynamodb: { Keys: { pk: { S: [{ prefix: 'RESPONSES#' }, { prefix: 'COMMENTS#' }] } } } }],
      batchSize: 100,
      window: summariesWindow,
    },
  ],
}

/** A consumer's dead-letter queue, and the rights needed to consume. Created before the function, whose role needs them. */
export class StreamFailures extends Construct {
  readonly queue: Queue
  readonly statements: readonly PolicyStatement[]

  constructor(scope: Construct, id: string, options: { readonly name: FunctionName; readonly database: Database }) {
    super(scope, id)
    this.queue = failuresQueue(this, 'Queue')
    const streams = (consumptions[options.name] ?? []).flatMap(({ table }) => options.database.tables[table].tableStreamArn ?? [])
    this.statements = [
      new PolicyStatement({
        actions: ['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'].map((action) => `dynamodb:${action}`),
        resources: streams,
      }),
      new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [this.queue.queueArn] }),
    ]
  }
}

/** Calls the function for its streams: in order, failing records apart from good ones, and sent to its dead-letter queue after a while. */
export const consume = (consumer: ServiceFunction, name: FunctionName, { database, queue }: { database: Database; queue: Queue }): void => {
  for (const { table, filters, batchSize, window, atOnce } of consumptions[name] ?? []) {
    const eventSourceArn = database.tables[table].tableStreamArn
    if (eventSourceArn === undefined) throw new Error(`table ${table} has no stream for ${name}`)
    new EventSourceMapping(consumer, `From${table}`, {
      target: consumer.function,
      eventSourceArn,
      startingPosition: StartingPosition.TRIM_HORIZON,
      filters: filters.map((filter) => ({ pattern: JSON.stringify(filter) })),
      batchSize,
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      retryAttempts: streamRetries.attempts,
      maxRecordAge: streamRetries.maxAge,
      onFailure: new SqsDlq(queue),
      ...(atOnce !== undefined && { parallelizationFactor: atOnce }),
      ...(window !== undefined && { tumblingWindow: window }),
    })
  }
}
