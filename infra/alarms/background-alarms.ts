import { type IMetric, Metric } from 'aws-cdk-lib/aws-cloudwatch'
import type { Queue } from 'aws-cdk-lib/aws-sqs'
import type { FunctionName } from '../functions.ts'
import type { MailEvents } from '../mail-events.ts'
import { alarmPeriod, lateAfter, reputationPeriod } from '../schedules.ts'
import type { ServiceFunction } from '../service-function.ts'
import type { Alarms } from './function-alarms.ts'
import { abuseSignals, mailSignals } from './log-metrics.ts'

interface Watched {
  readonly functions: ReadonlyMap<FunctionName, ServiceFunction>
  /** Dead-letter queues of stream readers. */
  readonly failures: ReadonlyMap<FunctionName, Queue>
  readonly inboundFailures: Queue
  readonly uploadFailures: Queue
  readonly clock: ServiceFunction
  readonly mailEvents: MailEvents
  readonly configurationSetName: string
}

// SES puts an account under review at 5 % bounces or 0.1 % complaints; half of that leaves time to act.
const bounceLimit = 0.025
const complaintLimit = 0.0005

const waitingIn = (queue: Queue): IMetric => queue.metricApproximateNumberOfMessagesVisible({ period: alarmPeriod })

const watchStreams = (alarms: Alarms, { functions, failures }: Watched): void => {
  for (const [name, queue] of failures) {
    alarms.above(
      `GivenUp-${name}`,
      waitingIn(queue),
      0,
      `${name} gave up stream records: the queue tells shard and sequence numbers. Mend the cause, then handle them again.`,
    )
    const late = functions.get(name)?.function.metric('IteratorAge', { period: alarmPeriod, statistic: 'Maximum' })
    if (late) alarms.above(`Late-${name}`, late, lateAfter.toMilliseconds(), `${name} is more than ten minutes behind its stream.`)
  }
}

const watchQueues = (alarms: Alarms, { mailEvents, inboundFailures, uploadFailures }: Watched): void => {
  alarms.above(
    'GivenUp-mail-events',
    waitingIn(mailEvents.failures),
    0,
    'Events about mails could not be followed and are kept in a queue. Read the log of mail-events, mend the cause, then redrive the queue.',
  )
  alarms.above(
    'Late-mail-events',
    mailEvents.queue.metricApproximateAgeOfOldestMessage({ period: alarmPeriod }),
    lateAfter.toSeconds(),
    'Events about mails wait for more than ten minutes: mails go on to addresses that do not exist. Read the log of mail-events.',
  )
  alarms.above(
    'GivenUp-replies',
    waitingIn(inboundFailures),
    0,
    'replies failed several times at the messages in its queue of failures. Mend the cause, then start a redrive of that queue.',
  )
  alarms.above(
    'GivenUp-uploads',
    waitingIn(uploadFailures),
    0,
    'Files that people sent did not become answers, and are deleted after a day. Read the log of uploads, mend the cause, then redrive the queue.',
  )
}

const watchReputation = (alarms: Alarms, { configurationSetName }: Watched): void => {
  const reputation = (metricName: string): Metric =>
    new Metric({
      namespace: 'AWS/SES',
      metricName,
      dimensionsMap: { 'ses:configuration-set': configurationSetName },
      statistic: 'Average',
      period: reputationPeriod,
    })
  alarms.above(
    'Bounces',
    reputation('Reputation.BounceRate'),
    bounceLimit,
    'Many mails bounce. Find out from the log of mail-events which and why, before SES stops sending.',
  )
  alarms.above(
    'Complaints',
    reputation('Reputation.ComplaintRate'),
    complaintLimit,
    'People mark mails as spam. Find out from the log of mail-events which kinds, before SES stops sending.',
  )
}

/** The alarms about mail, the clock, streams and queues. */
export const watchBackground = (alarms: Alarms, watched: Watched): void => {
  watchStreams(alarms, watched)
  watchQueues(alarms, watched)
  alarms.signals(mailSignals, watched.functions)
  alarms.signals(abuseSignals, watched.functions)
  alarms.silent(
    'ClockStopped',
    watched.clock.function.metricInvocations({ period: alarmPeriod }),
    'The clock was not called for ten minutes: reminders and survey requests wait.',
  )
  watchReputation(alarms, watched)
}
