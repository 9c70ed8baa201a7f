import { randomUUID } from 'node:crypto'
import * as z from 'zod'
import type { Template } from '../../stacks/joined-template.ts'
import { functionArn, localResources, logicalIdOf } from '../template/arns.ts'
import { account, region } from '../template/resolve.ts'
import { resourcesOf } from '../template/template.ts'

const ruleSchema = z.object({
  ScheduleExpression: z.string().optional(),
  State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  Targets: z.array(z.object({ Arn: z.string() })).default([]),
})

const everyMinute = 'rate(1 minute)'
const minute = 60_000
const day = 24 * 60 * minute
const daily = /^cron\((\d+) (\d+) \* \* \? \*\)$/

/** Whether a rule is due at a tick, given the time of the previous one. Times are in epoch milliseconds. */
type Rhythm = (before: number, now: number) => boolean

/** Every minute, or once a day at a time in UTC; undefined for an unsupported schedule. */
const rhythmOf = (expression: string): Rhythm | undefined => {
  if (expression === everyMinute) return () => true
  const [, minutes, hours] = daily.exec(expression) ?? []
  if (minutes === undefined || hours === undefined) return undefined
  const offset = (Number(hours) * 60 + Number(minutes)) * minute
  return (before, now) => Math.floor((before - offset) / day) < Math.floor((now - offset) / day)
}

interface Managed {
  readonly logicalId: string
  readonly isDue: Rhythm
}

/** The functions called by the template's rules, and when; throws on an unsupported schedule. */
const scheduled = (template: Template): readonly Managed[] =>
  resourcesOf(template, 'AWS::Events::Rule', ruleSchema, localResources)
    .filter(({ properties }) => properties.State === 'ENABLED' && properties.ScheduleExpression !== undefined)
    .flatMap(({ logicalId, properties }) => {
      const isDue = rhythmOf(properties.ScheduleExpression ?? '')
      if (isDue === undefined) throw new Error(`${logicalId}: the local run does not know the schedule ${properties.ScheduleExpression}`)
      return properties.Targets.map(({ Arn }) => ({ logicalId: logicalIdOf(Arn), isDue }))
    })

const scheduledEvent = () => ({
  version: '0',
  id: randomUUID(),
  'detail-type': 'Managed Event',
  source: 'aws.events',
  account,
  time: `${new Date().toISOString().slice(0, 19)}Z`,
  region,
  resources: [functionArn('rule/local')],
  detail: {},
})

export interface LocalSchedule {
  /** Calls every scheduled function that is due and waits for it. Failed calls are not retried: the next minute does their work too. */
  readonly tick: () => Promise<void>
  /** Starts ticking every minute of the machine's time. */
  readonly start: () => void
  readonly stop: () => void
}

/** Calls the template's scheduled functions. `run` wraps each timed tick, to keep it apart from other work. */
export const createSchedule = (
  template: Template,
  invoke: (logicalId: string, event: unknown) => Promise<unknown>,
  run: (tick: () => Promise<void>) => Promise<void>,
): LocalSchedule => {
  const functions = scheduled(template)
  let timer: NodeJS.Timeout | undefined
  let last = Date.now()
  const tick = async (): Promise<void> => {
    const [before, now] = [last, Date.now()]
    last = now
    // Errors are in the function's log.
    const due = functions.filter(({ isDue }) => isDue(before, now))
    await Promise.allSettled(due.map(({ logicalId }) => invoke(logicalId, scheduledEvent())))
  }
  return {
    tick,
    start: () => {
      timer = setInterval(() => void run(tick), minute)
    },
    stop: () => clearInterval(timer),
  }
}
