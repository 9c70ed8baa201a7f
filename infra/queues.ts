import { type Duration, Validations } from 'aws-cdk-lib'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { EventSourceMapping } from 'aws-cdk-lib/aws-lambda'
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs'
import type { Construct } from 'constructs'
import type { FunctionName } from './functions.ts'
import { invisibleFor, queueRetention, queueTries } from './schedules.ts'
import type { ServiceFunction } from './service-function.ts'

const kept = { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true, retentionPeriod: queueRetention }

/** A dead-letter queue, for what failed several times. Each needs an alarm. */
export const failuresQueue = (scope: Construct, id: string): Queue => {
  const queue = new Queue(scope, id, kept)
  const reason = 'This is where failures end, and an alarm calls a person.'
  Validations.of(queue).acknowledge(
    { id: 'AwsSolutions::AwsSolutions-SQS3', reason },
    { id: 'Serverless::Serverless-SQSRedrivePolicy', reason },
  )
  return queue
}

interface WorkQueue {
  readonly queue: Queue
  readonly failures: Queue
  /** The rights needed to read the queue. */
  readonly statements: readonly PolicyStatement[]
}

/** A queue that a function reads, with its dead-letter queue. */
export const workQueue = (scope: Construct, id: string, reader: FunctionName): WorkQueue => {
  const failures = failuresQueue(scope, 'Failures')
  const queue = new Queue(scope, id, {
    ...kept,
    visibilityTimeout: invisibleFor(reader),
    deadLetterQueue: { queue: failures, maxReceiveCount: queueTries },
  })
  const actions = ['ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes'].map((action) => `sqs:${action}`)
  return { queue, failures, statements: [new PolicyStatement({ actions, resources: [queue.queueArn] })] }
}

interface Batches {
  readonly batchSize: number
  /** How long messages are collected into one batch. */
  readonly maxBatchingWindow?: Duration
  /** How many batches are processed concurrently. */
  readonly maxConcurrency?: number
}

/** Calls a function for its queue's messages; only failed ones are delivered again. */
export const callFor = (consumer: ServiceFunction, id: string, { queueArn }: Queue, batches: Batches): void => {
  const mapping = new EventSourceMapping(consumer, id, {
    target: consumer.function,
    eventSourceArn: queueArn,
    reportBatchItemFailures: true,
    ...batches,
  })
  Validations.of(mapping).acknowledge({
    id: 'Serverless::Serverless-LambdaEventSourceMappingDestination',
    reason: 'A queue knows no such destination: what keeps failing goes to the queue of failures that the queue itself names.',
  })
}
