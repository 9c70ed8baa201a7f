import { randomUUID } from 'node:crypto'
import type { SQSEvent, SQSRecord } from 'aws-lambda'
import * as z from 'zod'
import type { SesEvent } from '../../../infra/local/ses/mail-fate.ts'
import { type LocalSes, type MailFault, type SentMail, startSes } from '../../../infra/local/ses/ses.ts'
import type { Processes } from './processes.ts'
import type { SimulatedTime } from './simulated-time.ts'
import type { Weather } from './weather.ts'

/** A mail that SES was asked to send, and what went wrong with it. */
export interface Asked {
  /** When it reached SES, in milliseconds since 1970. */
  readonly at: number
  readonly mail: SentMail
  /** Id of the outbox message. */
  readonly id: string
  readonly address: string
  readonly fault: MailFault | undefined
  readonly isAccepted: boolean
}

/** What SES has seen and reported, for the audit. */
export interface SesLog {
  readonly asked: readonly Asked[]
  /** When the function had handled the first report that an address bounced permanently, or complained. */
  readonly bounced: ReadonlyMap<string, number>
  readonly complained: ReadonlyMap<string, number>
}

const minute = 60_000
// As in the stack.
const batchSize = 100
const batchingMs = 1000
const visibilityMs = 3 * minute
const mostReceives = 5
// The stack does not subscribe to deliveries.
const unheard = 'Email Delivered'

const reported = z.object({
  detail: z.object({
    eventType: z.enum(['Bounce', 'Complaint']),
    bounce: z.object({ bounceType: z.literal('Permanent') }).optional(),
    mail: z.object({ destination: z.array(z.string()) }),
  }),
})

const refused: readonly (MailFault | undefined)[] = ['throttle', 'daily-quota', 'reject', 'server-error', 'hang-up-before']

/** SES and its event queue, which delivers late, twice and in any order. */
export const openPostOffice = async (rate: number) => {
  const ses: LocalSes = await startSes()
  ses.setMaxSendRate(rate)
  const asked: Asked[] = []
  const bounced = new Map<string, number>()
  const complained = new Map<string, number>()
  return {
    log: { asked, bounced, complained } satisfies SesLog,
    endpoint: ses.endpoint,
    stop: ses.stop,

    /** Starts accepting mails, in the storm's weather, and reporting events to the function. */
    open: ({ time, weather, processes, random }: { time: SimulatedTime; weather: Weather; processes: Processes; random: () => number }) => {
      const queue: (SQSRecord & { receives: number })[] = []
      const dead: typeof queue = []
      let underWay = 0
      let isWorking = false

      ses.setFaults((mail) => {
        const fault = weather.ses()
        const [id = '', address = ''] = [mail.tags['outbox'], mail.destinations[0]]
        asked.push({ at: time.now(), mail, id, address, fault, isAccepted: !refused.includes(fault) })
        return fault
      })

      const note = ({ body }: SQSRecord): void => {
        const { data } = reported.safeParse(JSON.parse(body))
        if (data === undefined || (data.detail.eventType === 'Bounce' && data.detail.bounce === undefined)) return
        const known = data.detail.eventType === 'Bounce' ? bounced : complained
        for (const address of data.detail.mail.destination) if (!known.has(address)) known.set(address, time.now())
      }

      const followSome = async (batch: typeof queue): Promise<void> => {
        const Records = batch
        const event: SQSEvent = { Records }
        const failed = await processes
          .invoke('mail-events', (service) => service.followMails(event))
          .then(
            ({ batchItemFailures }) => new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)),
            () => new Set(batch.map(({ messageId }) => messageId)),
          )
        for (const record of batch) {
          record.receives++
          if (!failed.has(record.messageId)) {
            underWay--
            note(record)
          } else if (record.receives >= mostReceives) dead.push(record)
          else setTimeout(() => arrive(record), visibilityMs)
        }
      }

      const work = async (): Promise<void> => {
        isWorking = true
        await time.sleep(batchingMs)
        while (queue.length > 0) await followSome(queue.splice(0, batchSize))
        isWorking = false
      }

      const arrive = (record: SQSRecord & { receives: number }): void => {
        // SQS keeps no order.
        queue.splice(Math.floor(random() * (queue.length + 1)), 0, record)
        if (!isWorking) void work()
      }

      const delayMs = (): number => {
        return random() < weather.lateness() ? (8 + random() * 30) * minute : 500 + random() * 8000
      }

      const post = (event: SesEvent): void => {
        const copies = weather.isFoul() && random() < 0.1 ? 2 : 1
        for (let copy = 0; copy < copies; copy++) {
          underWay++
          const record = { ...emptyRecord, messageId: randomUUID(), body: JSON.stringify(event), receives: 0 }
          setTimeout(() => arrive(record), delayMs())
        }
      }
      ses.tellEvents((_, events) => {
        for (const event of events) if (event['detail-type'] !== unheard) post(event)
      })

      return {
        /** How many SES events have not been handled yet. */
        underWay: (): number => underWay,
        /** What an operator does on finding events in the dead-letter queue. */
        redrive: (): void => {
          for (const record of dead.splice(0)) arrive({ ...record, receives: 0 })
        },
      }
    },
  }
}

const emptyRecord = {
  receiptHandle: '',
  attributes: { ApproximateReceiveCount: '1', SentTimestamp: '0', SenderId: 'events', ApproximateFirstReceiveTimestamp: '0' },
  messageAttributes: {},
  md5OfBody: '',
  eventSource: 'aws:sqs',
  eventSourceARN: '',
  awsRegion: 'eu-west-1',
}
