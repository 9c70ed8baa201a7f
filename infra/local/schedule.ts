import { randomUUID } from 'node:crypto'
import * as z from 'zod'
import type { Template } from '../stack.ts'
import { functionArn, localResources, logicalIdOf } from './arns.ts'
import { account, region } from './resolve.ts'
import { resourcesOf } from './template.ts'

const ruleSchema = z.object({
  ScheduleExpression: z.string().optional(),
  State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  Targets: z.array(z.object({ Arn: z.string() })).default([]),
})

const everyMinute = 'rate(1 minute)'
const minute = 60_000

/** The functions (logical ids) that the template's rules call every minute; throws on another rhythm, which nothing here plays yet. */
const scheduled = (template: Template): readonly string[] =>
  resourcesOf(template, 'AWS::Events::Rule', ruleSchema, localResources)
    .filter(({ properties }) => properties.State === 'ENABLED' && properties.ScheduleExpression !== undefined)
    .flatMap(({ logicalId, properties }) => {
      if (properties.ScheduleExpression !== everyMinute) throw new Error(`${logicalId}: the local run knows no schedule but ${everyMinute}`)
      return properties.Targets.map(({ Arn }) => logicalIdOf(Arn))
    })

const scheduledEvent = () => ({
  version: '0',
  id: randomUUID(),
  'detail-type': 'Scheduled Event',
  source: 'aws.events',
  account,
  time: `${new Date().toISOString().slice(0, 19)}Z`,
  region,
  resources: [functionArn('rule/local')],
  detail: {},
})

export interface LocalSchedule {
  /** Calls every scheduled function now and waits for it. One that fails is not called again: the next minute does its work too. */
  readonly tick: () => Promise<void>
  /** From now on ticks every minute of the machine's time. */
  readonly start: () => void
  readonly stop: () => void
}

/** Calls the functions that the template has on a schedule. `run` wraps each tick that comes by itself, to keep it apart from others. */
export const createSchedule = (
  template: Template,
  invoke: (logicalId: string, event: unknown) => Promise<unknown>,
  run: (tick: () => Promise<void>) => Promise<void>,
): LocalSchedule => {
  const functions = scheduled(template)
  let timer: NodeJS.Timeout | undefined
  const tick = async (): Promise<void> => {
    // What went wrong is in the function's own log.
    await Promise.allSettled(functions.map((logicalId) => invoke(logicalId, scheduledEvent())))
  }
  return {
    tick,
    start: () => {
      timer = setInterval(() => void run(tick), minute)
    },
    stop: () => clearInterval(timer),
  }
}
