import type { DynamoDBBatchResponse, DynamoDBRecord } from 'aws-lambda'
import { faultFields, logger } from '../../../shared/runtime/logger.ts'
import type { MessageRef } from '../../../shared/store/outbox.ts'
import type { Bring } from '../../../shared/use-cases/mail/bringing-to-outbox.ts'
import type { AnswerAsk } from '../asked-for/answering-asks.ts'
import { beforeSending, type Delivery, dispatch, prepare, putOff, take } from './delivering.ts'
import { owedBy } from './owed-messages.ts'
import type { Release } from './releasing.ts'

type Owed = NonNullable<ReturnType<typeof owedBy>>
type Work = Delivery & { readonly bring: Bring; readonly answer: AnswerAsk; readonly release: Release }

/** Sends one owed message in the next free slot. If SES is closed to us, the message stays in its lane. */
const deliver = async (delivery: Delivery, ref: MessageRef): Promise<void> => {
  const faults: unknown[] = []
  const [message] = await take(delivery, [ref], (_, fault) => faults.push(fault))
  // Its record is delivered again.
  if (faults.length > 0) throw faults[0]
  const prepared = message === undefined ? undefined : await prepare(delivery, message)
  if (prepared === undefined) return
  const reserved = await beforeSending(delivery, [prepared.message], () => delivery.pacing.reserve(1))
  const [slot] = 'slots' in reserved ? reserved.slots : []
  await (slot === undefined ? putOff(delivery, prepared.message) : dispatch(delivery, prepared, slot))
}

/** Which owed messages a batch sends. */
type Passes = (message: Owed) => boolean

/** The first record to be delivered again, if any; one person's mails are sent in order, so nothing overtakes it. */
const deliverInOrder = async (delivery: Work, messages: readonly Owed[], passes: Passes): Promise<Owed | undefined> => {
  for (const message of messages.filter(passes)) {
    try {
      if ('owes' in message) await delivery.bring(message.registrationId, new Date().toISOString())
      else if ('lifted' in message) await delivery.release(message.lifted, new Date().toISOString())
      else if ('ask' in message) await delivery.answer(message.ask)
      else await deliver(delivery, message)
    } catch (fault) {
      logger.error('mail delivery failed', {
        code: 'mail-delivery-failed',
        outbox: 'id' in message ? message.id : message.registrationId,
        ...faultFields(fault),
      })
      return message
    }
  }
  return undefined
}

const isUnproven = (message: Owed): boolean => 'unproven' in message && message.unproven

/**
 * Leaves what strangers asked for in its lane and calls a worker for it, unless it can all leave soon: in a flood, neither the batches
 * after this one nor other people's mails wait for it.
 */
const passing = async ({ pacing, pace }: Work, owed: readonly Owed[]): Promise<Passes> => {
  const strangers = owed.filter(isUnproven).length
  if (strangers === 0 || (await pacing.hasRoom(strangers))) return () => true
  await pace.nudge(new Date().toISOString())
  return (message) => !isUnproven(message)
}

/** Sends what a batch of stream records owes, people in parallel, and reports the records to be delivered again. */
export const deliverAll = async (delivery: Work, records: readonly DynamoDBRecord[]): Promise<DynamoDBBatchResponse> => {
  const owed = records.map(owedBy).filter((message) => message !== undefined)
  const passes = await passing(delivery, owed)
  const byPerson = Map.groupBy(owed, (message) => message.registrationId)
  const failed = await Promise.all([...byPerson.values()].map((messages) => deliverInOrder(delivery, messages, passes)))
  return {
    batchItemFailures: failed.filter((message) => message !== undefined).map((message) => ({ itemIdentifier: message.sequenceNumber })),
  }
}
