import { Validations } from 'aws-cdk-lib'
import { EventBus, Rule } from 'aws-cdk-lib/aws-events'
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets'
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { type ConfigurationSet, ConfigurationSetEventDestination, EmailSendingEvent, EventDestination } from 'aws-cdk-lib/aws-ses'
import type { Queue } from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'
import { callFor, workQueue } from './queues.ts'
import { mailEventsWindow } from './schedules.ts'
import type { ServiceFunction } from './service-function.ts'

/** The SES events we subscribe to, by SES's name and EventBridge's (`detail-type`). Not deliveries, as nothing follows from them. */
const told = [
  [EmailSendingEvent.SEND, 'Email Sent'],
  [EmailSendingEvent.BOUNCE, 'Email Bounced'],
  [EmailSendingEvent.COMPLAINT, 'Email Complaint Received'],
  [EmailSendingEvent.REJECT, 'Email Rejected'],
  [EmailSendingEvent.DELIVERY_DELAY, 'Email Delivery Delayed'],
] as const

/**
 * SES events about our mails: SES → the account's event bus → a rule → a queue → the function that acts on them, in batches.
 * The queue holds them while the function fails; an event that keeps failing ends in `failures`, which raises an alarm.
 */
export class MailEvents extends Construct {
  readonly queue: Queue
  readonly failures: Queue
  /** The rights needed to read the queue. */
  readonly statements: readonly PolicyStatement[]

  constructor(scope: Construct, id: string, options: { readonly configurationSet: ConfigurationSet }) {
    super(scope, id)
    const { configurationSet } = options
    const { queue, failures, statements } = workQueue(this, 'Queue', 'mail-events')
    this.queue = queue
    this.failures = failures
    this.statements = statements

    new ConfigurationSetEventDestination(this, 'Events', {
      configurationSet,
      destination: EventDestination.eventBus(EventBus.fromEventBusName(this, 'Bus', 'default')),
      events: told.map(([event]) => event),
    })
    const rule = new Rule(this, 'Rule', {
      eventPattern: {
        source: ['aws.ses'],
        detailType: told.map(([, detailType]) => detailType),
        detail: { mail: { tags: { 'ses:configuration-set': [configurationSet.configurationSetName] } } },
      },
      targets: [new SqsQueue(this.queue)],
    })
    Validations.of(rule).acknowledge({
      id: 'Serverless::Serverless-EventBusDLQ',
      reason: 'The target is a queue already; EventBridge tries for a day to reach it.',
    })
  }

  /** Lets a function handle the events: many at a time, each failing on its own. */
  feed(consumer: ServiceFunction): void {
    callFor(consumer, 'FromMailEvents', this.queue, {
      batchSize: 100,
      maxBatchingWindow: mailEventsWindow,
      // Enough for 200 mails a second, while a burst of events does not use up the account's concurrency for people on the site.
      maxConcurrency: 10,
    })
  }
}
