import { createHash, randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import * as z from 'zod'
import type { Template } from '../../stacks/joined-template.ts'
import type { ServiceLog } from '../service-log.ts'
import { localResources, logicalIdOf } from '../template/arns.ts'
import { region } from '../template/resolve.ts'
import { resourcesOf } from '../template/template.ts'
import { type QueueMapping, queueMappings } from './mappings.ts'

const queueSchema = z.object({
  RedrivePolicy: z.object({ deadLetterTargetArn: z.string(), maxReceiveCount: z.number() }).optional(),
})

const answerSchema = z.object({ batchItemFailures: z.array(z.object({ itemIdentifier: z.string() })).nullish() })

interface Message {
  readonly id: string
  readonly body: string
  readonly sentAt: number
  receives: number
}

const sqsRecord = ({ id, body, sentAt, receives }: Message, { eventSourceArn }: QueueMapping) => ({
  messageId: id,
  receiptHandle: `${id}-${receives}`,
  body,
  attributes: {
    ApproximateReceiveCount: String(receives),
    SentTimestamp: String(sentAt),
    SenderId: 'events.amazonaws.com',
    ApproximateFirstReceiveTimestamp: String(sentAt),
  },
  messageAttributes: {},
  md5OfBody: createHash('md5').update(body).digest('hex'),
  eventSource: 'aws:sqs',
  eventSourceARN: eventSourceArn,
  awsRegion: region,
})

// Instead of the visibility timeout, which nobody wants to wait for on a laptop.
const pauseMilliseconds = 100

interface QueueOptions {
  readonly invoke: (logicalId: string, event: unknown) => Promise<unknown>
  readonly log: ServiceLog
}

/** The template's queues, and the functions called by their event source mappings. Their contents are lost when the run ends. */
export const startQueues = (template: Template, { invoke, log }: QueueOptions) => {
  const definitions = new Map(
    resourcesOf(template, 'AWS::SQS::Queue', queueSchema, localResources).map(({ logicalId, properties }) => [logicalId, properties]),
  )
  const waiting = new Map<string, Message[]>([...definitions.keys()].map((name) => [name, []]))
  const working = new Map<string, Promise<void>>()
  let handled = 0
  let stopped = false

  const messagesOf = (queue: string): Message[] => {
    const found = waiting.get(queue)
    if (found === undefined) throw new Error(`the template has no queue ${queue}`)
    return found
  }

  /** Ids of the messages that failed. */
  const attempt = async (mapping: QueueMapping, batch: readonly Message[]): Promise<ReadonlySet<string>> => {
    const all = new Set(batch.map(({ id }) => id))
    try {
      const answer = answerSchema.safeParse(
        (await invoke(mapping.function, { Records: batch.map((each) => sqsRecord(each, mapping)) })) ?? {},
      )
      if (!answer.success) return all
      const failures = mapping.reportsItemFailures ? (answer.data.batchItemFailures ?? []) : []
      return new Set(failures.map(({ itemIdentifier }) => itemIdentifier))
    } catch {
      return all
    }
  }

  const takeBack = (mapping: QueueMapping, message: Message): void => {
    const redrive = definitions.get(mapping.queue)?.RedrivePolicy
    if (redrive === undefined || message.receives < redrive.maxReceiveCount) {
      messagesOf(mapping.queue).push(message)
      return
    }
    messagesOf(logicalIdOf(redrive.deadLetterTargetArn)).push(message)
    log.line('ERROR', 'Message given up', { code: 'message-given-up', queue: mapping.queue, message: message.id })
  }

  const workOff = async (mapping: QueueMapping): Promise<void> => {
    const messages = messagesOf(mapping.queue)
    while (messages.length > 0 && !stopped) {
      const batch = messages.splice(0, mapping.batchSize)
      for (const message of batch) message.receives += 1
      const failed = await attempt(mapping, batch)
      handled += batch.length
      for (const message of batch.filter(({ id }) => failed.has(id))) takeBack(mapping, message)
      if (failed.size > 0 && !stopped) await sleep(pauseMilliseconds)
    }
  }

  const mappings = queueMappings(template)
  const begin = (mapping: QueueMapping): void => {
    if (working.has(mapping.name)) return
    const work = workOff(mapping).finally(() => working.delete(mapping.name))
    working.set(mapping.name, work)
  }

  return {
    /** Puts a message into a queue, by its logical id. */
    send: (queue: string, body: string): void => {
      messagesOf(queue).push({ id: randomUUID(), body, sentAt: Date.now(), receives: 0 })
      for (const mapping of mappings.filter((each) => each.queue === queue)) begin(mapping)
    },
    /** Bodies of the messages waiting in a queue; a queue that no function reads keeps them all. */
    waitingIn: (queue: string): readonly string[] => messagesOf(queue).map(({ body }) => body),
    /** How many messages were passed to functions in total. */
    handled: (): number => handled,
    /** Resolves once all queues read by a function are empty. */
    idle: async (): Promise<void> => {
      while (working.size > 0) await Promise.all(working.values())
    },
    /** Starts nothing new and resolves when running work has ended. */
    stop: async (): Promise<void> => {
      stopped = true
      await Promise.all(working.values())
    },
  }
}
