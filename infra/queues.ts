import { Validations } from 'aws-cdk-lib'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs'
import type { Construct } from 'constructs'
import type { FunctionName } from './functions.ts'
import { invisibleFor, queueRetention, queueTries } from './schedules.ts'

const kept = { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true, retentionPeriod: queueRetention }

/** The queue of what was given up after several tries. Each needs an alarm. */
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
  /** The rights that reading the queue takes. */
  readonly statements: readonly PolicyStatement[]
}

/** The queue that a function works off, with the queue of what it failed at again and again. */
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
