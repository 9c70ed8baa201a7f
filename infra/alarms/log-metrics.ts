import { Duration } from 'aws-cdk-lib'
import type { Metric } from 'aws-cdk-lib/aws-cloudwatch'
import { FilterPattern, type IFilterPattern, type JsonPattern, MetricFilter } from 'aws-cdk-lib/aws-logs'
import type { Construct } from 'constructs'
import { paths } from '../../shared/site/paths.ts'
import { routeKey } from '../../shared/site/route.ts'
import type { FunctionName } from '../functions.ts'
import type { ServiceFunction } from '../service-function.ts'

/** What log lines show and no AWS metric does: how often certain codes occurred, or the largest value of a field. */
export interface LogSignal {
  /** Log codes, by the functions that write them. */
  readonly codes: Readonly<Partial<Record<FunctionName, readonly [string, ...string[]]>>>
  /** Counts only lines in which a field has one of these values. */
  readonly only?: { readonly field: string; readonly values: readonly string[] }
  /** The field whose largest value counts; without it, lines are counted. */
  readonly field?: string
  readonly minutes: number
  /** The alarm is raised above this. */
  readonly threshold: number
  readonly description: string
}

/** Alarms about mails. Occasional rejections and unknown fates are normal; many are not. */
export const mailSignals: Readonly<Record<string, LogSignal>> = {
  MailsParked: {
    codes: { mail: ['mail-parked'] },
    minutes: 5,
    threshold: 0,
    description:
      'SES takes no mail from us: daily quota, sending paused, or rights. Mails wait and go out by themselves once it does again.',
  },
  MailsNotRendered: {
    codes: { mail: ['mail-not-rendered'] },
    minutes: 5,
    threshold: 0,
    description: 'A mail could not be made, and will not be sent. Read the log of mail for where it failed.',
  },
  MailsRejected: {
    codes: { mail: ['mail-rejected'], 'mail-events': ['mail-thrown-away'] },
    minutes: 60,
    threshold: 10,
    description: 'SES refused more than ten mails for good within an hour. Read the log of mail for the name of its error.',
  },
  MailsUnknown: {
    codes: { mail: ['mail-unknown'] },
    minutes: 60,
    threshold: 20,
    description: 'SES left more than twenty mails of an hour unanswered. Look at the health of SES in the region.',
  },
  MailsStuck: {
    codes: { clock: ['mail-stuck'] },
    minutes: 60,
    threshold: 0,
    description: 'The function mail ended while it was sending. The clock found what it left; find out from the log of mail why it ended.',
  },
  MailsUnsettled: {
    codes: { clock: ['mail-unknown-settled'] },
    minutes: 60,
    threshold: 10,
    description:
      'No event told the fate of more than ten mails within an hour. Find out whether events of SES still arrive at mail-events.',
  },
  MailsWaiting: {
    codes: { clock: ['mails-waiting'] },
    field: 'seconds',
    minutes: 5,
    threshold: Duration.minutes(30).toSeconds(),
    description:
      'A mail has waited for more than thirty minutes to be sent. The function mail stands still, or more is owed than SES takes.',
  },
}

const registering = [paths.register, paths.registerGroup, paths.apiRegistrations, paths.apiGroupRegistrations].map((path) =>
  routeKey({ method: 'POST', path }),
)

/** Alarms about what people do with the site: staff who try what they may not do, and floods by anybody. */
export const abuseSignals: Readonly<Record<string, LogSignal>> = {
  StaffRefused: {
    codes: { organiser: ['staff-refused'], steering: ['staff-refused'], proposals: ['staff-refused'] },
    minutes: 5,
    threshold: 20,
    description: 'Staff were refused more than twenty times in five minutes. Find out who from the record of what staff did.',
  },
  NotRecorded: {
    codes: { organiser: ['not-recorded'], steering: ['not-recorded'], proposals: ['not-recorded'], 'sign-in': ['not-recorded'] },
    minutes: 5,
    threshold: 0,
    description: 'What staff read could not be recorded. The lines of the log have what is missing.',
  },
  RegistrationRush: {
    codes: { attendee: ['request'] },
    only: { field: 'route', values: registering },
    minutes: 1,
    threshold: 600,
    description: 'More than 600 people registered within a minute, or tried to. If no event has just opened, somebody takes places.',
  },
  MailsAskedFor: {
    codes: { mail: ['mail-sent'] },
    only: { field: 'kind', values: ['link', 'my-links', 'personal-link'] },
    minutes: 60,
    threshold: 500,
    description: 'More than 500 mails within an hour were caused by people entering an address. Somebody may flood mailboxes.',
  },
}

const oneOf = (field: string, values: readonly string[]): JsonPattern => {
  const [first, ...rest] = values.map((value) => FilterPattern.stringValue(`$.${field}`, '=', value))
  if (first === undefined) throw new Error(`no values of ${field}`)
  return rest.length === 0 ? first : FilterPattern.any(first, ...rest)
}

const pattern = (codes: readonly string[], only: LogSignal['only']): IFilterPattern =>
  only === undefined ? oneOf('code', codes) : FilterPattern.all(oneOf('code', codes), oneOf(only.field, only.values))

/** A signal's metric, from a filter on the log of each function that writes its lines. */
export const signalMetric = (
  scope: Construct,
  name: string,
  { codes, only, field, minutes }: LogSignal,
  functions: ReadonlyMap<FunctionName, ServiceFunction>,
): Metric => {
  const filters = [...functions].flatMap(([writer, { logGroup }]) => {
    const written = codes[writer]
    if (written === undefined) return []
    return new MetricFilter(scope, `${name}-${writer}`, {
      logGroup,
      filterPattern: pattern(written, only),
      metricNamespace: 'Plenary',
      metricName: name,
      metricValue: field === undefined ? '1' : `$.${field}`,
    })
  })
  const [filter] = filters
  if (filter === undefined || filters.length !== Object.keys(codes).length)
    throw new Error(`${name} counts lines of a function that is not there`)
  return filter.metric({ statistic: field === undefined ? 'Sum' : 'Maximum', period: Duration.minutes(minutes) })
}
