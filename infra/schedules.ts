import { Duration } from 'aws-cdk-lib'
import { Schedule } from 'aws-cdk-lib/aws-events'
import type { FunctionName } from './functions.ts'

/** When functions are called without anybody asking; times are UTC. */
export const schedules = {
  clock: Schedule.rate(Duration.minutes(1)),
  prove: Schedule.cron({ hour: '2', minute: '30' }),
} satisfies Partial<Record<FunctionName, Schedule>>

/** How long one call of a function may take. People wait for an answer; API Gateway itself waits for half a minute. */
const answering = Duration.seconds(10)
export const timeouts: Readonly<Record<FunctionName, Duration>> = {
  attendee: answering,
  organiser: answering,
  steering: answering,
  'sign-in': answering,
  assets: answering,
  feeds: answering,
  // Longer than it takes to send what waits would only postpone the next call; shorter, what was claimed would be lost more often.
  mail: Duration.minutes(2),
  'mail-events': Duration.seconds(30),
  'fan-out': Duration.minutes(5),
  summaries: Duration.minutes(1),
  // Less than the minute after which it is called again.
  clock: Duration.seconds(50),
  seats: Duration.minutes(1),
  prove: Duration.minutes(15),
  replies: Duration.seconds(30),
}

/** How long a queue keeps what nobody has taken: as long as SQS can, so that a fortnight's holiday loses nothing. */
export const queueRetention = Duration.days(14)

/** How long a message is hidden from others while a function works on it. AWS's advice: six times what a call may take. */
export const invisibleFor = (reader: FunctionName): Duration => Duration.seconds(timeouts[reader].toSeconds() * 6)

/** How often a queue hands out a message before it goes to the queue of failures. */
export const queueTries = 5

/** How long events about mails are collected before they are followed as one batch. */
export const mailEventsWindow = Duration.seconds(1)

/** How often, and for how long, a record of a stream is tried before it is given up. */
export const streamRetries = { attempts: 10, maxAge: Duration.hours(12) }

/** How long the summaries collect what was answered, before they write it. */
export const summariesWindow = Duration.seconds(30)

/** How long a missed call of the clock may still be made up for. */
export const clockGrace = Duration.minutes(1)

/** How many requests the site takes, all functions together: a second on average, and at once. */
export const throttle = { rateLimit: 500, burstLimit: 1000 }

/** Over how long most alarms look back. */
export const alarmPeriod = Duration.minutes(5)

/** How far a reader of a stream or queue may be behind before somebody is called. */
export const lateAfter = Duration.minutes(10)

/** Over how long the shares of bounces and complaints are taken. */
export const reputationPeriod = Duration.hours(1)
