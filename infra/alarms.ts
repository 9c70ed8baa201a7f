import { Duration, Validations } from 'aws-cdk-lib'
import { Alarm, ComparisonOperator, type IMetric, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch'
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions'
import { Topic } from 'aws-cdk-lib/aws-sns'
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions'
import type { Queue } from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'
import type { ServiceFunction } from './function.ts'
import type { FunctionName } from './functions.ts'
import { mailSignals, signalMetric } from './log-metrics.ts'
import type { MailEvents } from './mail-events.ts'
import type { Web } from './web.ts'

interface Watched {
  readonly functions: ReadonlyMap<FunctionName, ServiceFunction>
  readonly failures: ReadonlyMap<FunctionName, Queue>
  /** Queues of what a function that is called by a queue failed to do too often. */
  readonly deadLetters: ReadonlyMap<FunctionName, Queue>
  readonly clock: ServiceFunction
  readonly web: Web
  readonly mailEvents: MailEvents
  readonly configurationSetName: string
  readonly email?: string | undefined
}

// SES puts an account under review at 5 % bounces and at 0.1 % complaints; half of that leaves time to act.
const bounceLimit = 0.025
const complaintLimit = 0.0005

const fiveMinutes = { period: Duration.minutes(5) }

/** What somebody must look at. Each alarm says in its description what it means and what to do first. */
export class Alarms extends Construct {
  readonly #topic: Topic | undefined

  constructor(
    scope: Construct,
    id: string,
    { functions, failures, deadLetters, clock, web, mailEvents, configurationSetName, email }: Watched,
  ) {
    super(scope, id)
    this.#topic = email === undefined ? undefined : this.#topicFor(email)
    for (const [name, { function: lambda }] of functions)
      this.#above(`Errors-${name}`, lambda.metricErrors(fiveMinutes), 0, `functions/${name} failed. Read its log for the error's code.`)
    for (const [name, queue] of failures) {
      const given = queue.metricApproximateNumberOfMessagesVisible(fiveMinutes)
      this.#above(
        `GivenUp-${name}`,
        given,
        0,
        `${name} gave up stream records: the queue tells shard and sequence numbers. Mend the cause, then handle them again.`,
      )
      const late = functions.get(name)?.function.metric('IteratorAge', { ...fiveMinutes, statistic: 'Maximum' })
      if (late)
        this.#above(`Late-${name}`, late, Duration.minutes(10).toMilliseconds(), `${name} is more than ten minutes behind its stream.`)
    }
    this.#above(
      'GivenUp-mail-events',
      mailEvents.failures.metricApproximateNumberOfMessagesVisible(fiveMinutes),
      0,
      'Events about mails could not be followed and are kept in a queue. Read the log of mail-events, mend the cause, then redrive the queue.',
    )
    this.#above(
      'Late-mail-events',
      mailEvents.queue.metricApproximateAgeOfOldestMessage(fiveMinutes),
      Duration.minutes(10).toSeconds(),
      'Events about mails wait for more than ten minutes: mails go on to addresses that do not exist. Read the log of mail-events.',
    )
    for (const [name, queue] of deadLetters)
      this.#above(
        `GivenUp-${name}`,
        queue.metricApproximateNumberOfMessagesVisible(fiveMinutes),
        0,
        `${name} failed several times at the messages in its queue of failures. Mend the cause, then start a redrive of that queue.`,
      )
    for (const [id, signal] of Object.entries(mailSignals))
      this.#above(id, signalMetric(this, id, signal, functions), signal.threshold, signal.description)
    this.#silent(
      'ClockStopped',
      clock.function.metricInvocations(fiveMinutes),
      'The clock was not called for ten minutes: reminders and survey requests wait.',
    )
    this.#above(
      'ServerErrors',
      web.api.metricServerError(fiveMinutes),
      5,
      'The site answered more than five requests in five minutes with a server error.',
    )
    const reputation = (metricName: string): Metric =>
      new Metric({
        namespace: 'AWS/SES',
        metricName,
        dimensionsMap: { 'ses:configuration-set': configurationSetName },
        statistic: 'Average',
        period: Duration.hours(1),
      })
    this.#above(
      'Bounces',
      reputation('Reputation.BounceRate'),
      bounceLimit,
      'Many mails bounce. Find out from the log of mail-events which and why, before SES stops sending.',
    )
    this.#above(
      'Complaints',
      reputation('Reputation.ComplaintRate'),
      complaintLimit,
      'People mark mails as spam. Find out from the log of mail-events which kinds, before SES stops sending.',
    )
  }

  #topicFor(email: string): Topic {
    const topic = new Topic(this, 'Topic', { enforceSSL: true })
    const reason = 'A mail that does not arrive leaves the alarm as it is in CloudWatch; there is nothing to send again.'
    const subscription = topic.addSubscription(new EmailSubscription(email))
    Validations.of(subscription).acknowledge({ id: 'Serverless::Serverless-SNSRedrivePolicy', reason })
    return topic
  }

  #add(alarm: Alarm): void {
    if (this.#topic) alarm.addAlarmAction(new SnsAction(this.#topic))
  }

  #above(id: string, metric: IMetric, threshold: number, alarmDescription: string): void {
    this.#add(
      new Alarm(this, id, {
        metric,
        threshold,
        alarmDescription,
        evaluationPeriods: 1,
        comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
        treatMissingData: TreatMissingData.NOT_BREACHING,
      }),
    )
  }

  #silent(id: string, metric: IMetric, alarmDescription: string): void {
    this.#add(
      new Alarm(this, id, {
        metric,
        threshold: 1,
        alarmDescription,
        evaluationPeriods: 2,
        comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
        treatMissingData: TreatMissingData.BREACHING,
      }),
    )
  }
}
