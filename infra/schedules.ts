import { Duration } from 'aws-cdk-lib'
import { Schedule } from 'aws-cdk-lib/aws-events'
import type { FunctionName } from './functions.ts'

/** When scheduled functions run; times are UTC. */
export const schedules = {
  clock: Schedule.rate(Duration.minutes(1)),
  erasure: Schedule.rate(Duration.minutes(1)),
  partners: Schedule.rate(Duration.minutes(1)),
  prove: Schedule.cron({ hour: '2', minute: '30' }),
} satisfies Partial<Record<FunctionName, Schedule>>

/** How long one call of a function may take. People wait for an answer; API Gateway itself waits 30 seconds. */
const answering = Duration.seconds(10)
export const timeouts: Readonly<Record<FunctionName, Duration>> = {
  attendee: answering,
  organiser: answering,
  steering: answering,
  proposals: answering,
  speakers: answering,
  'sign-in': answering,
  assets: answering,
  feeds: answering,
  pictures: answering,
  'my-data': answering,
  // Longer would only delay the next call; shorter would more often lose what was claimed.
  mail: Duration.minutes(2),
  'mail-events': Duration.seconds(30),
  'fan-out': Duration.minutes(5),
  summaries: Duration.minutes(1),
  // Less than the minute after which it is called again.
  clock: Duration.seconds(50),
  seats: Duration.minutes(1),
  prove: Duration.minutes(15),
  erasure: Duration.minutes(5),
  // Four calendars at a time, ten seconds for each, and some for reading what they say.
  partners: Duration.minutes(2),
  replies: Duration.seconds(30),
  uploads: Duration.seconds(30),
}

/**
 * Registering takes this long, or a multiple of it, whoever asks: several times what it needs, so that the further call for a registered
 * address is not noticed.
 */
export const answerStepMs = 100

/** How long a queue keeps unread messages: SQS's maximum, so that a fortnight's holiday loses nothing. */
export const queueRetention = Duration.days(14)

/** How long a message stays hidden while a function works on it. AWS recommends six times the function's timeout. */
export const invisibleFor = (reader: FunctionName): Duration => Duration.seconds(timeouts[reader].toSeconds() * 6)

/** How often a queue delivers a message before it goes to the dead-letter queue. */
export const queueTries = 5

/** How long events about mails are collected into one batch. */
export const mailEventsWindow = Duration.seconds(1)

/** How often, and for how long, a stream record is retried before it is given up. */
export const streamRetries = { attempts: 10, maxAge: Duration.hours(12) }

/** How long the summaries collect answers before writing them. */
export const summariesWindow = Duration.seconds(30)

/** How late a missed call of the clock may still be made. */
export const clockGrace = Duration.minutes(1)

/** The period that most alarms look at. */
export const alarmPeriod = Duration.minutes(5)

/** How far a reader of a stream or queue may lag before an alarm is raised. */
export const lateAfter = Duration.minutes(10)

/** The period over which bounce and complaint rates are measured. */
export const reputationPeriod = Duration.hours(1)
