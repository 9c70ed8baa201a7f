import { setTimeout as sleep } from 'node:timers/promises'
import type { Delivery } from '../../../functions/mail/sending/delivering.ts'
import { samples } from '../../../infra/local/mails/samples.ts'
import type { OutboxMessage } from '../../../shared/domain/mail/outbox-message.ts'
import { type DueMessage, laneParts } from '../../../shared/store/outbox.ts'

// DynamoDB's response time in milliseconds: single digits, according to AWS.
const [shortest, longest] = [3, 8]
const answered = (): Promise<void> => sleep(shortest + Math.random() * (longest - shortest))

const moved = (index: number, part: number): OutboxMessage => {
  const sample = samples.find(({ message }) => message.kind === 'update')?.message
  if (sample === undefined) throw new Error('there is no sample of a mail about a move')
  const { revision: _, ...message } = sample
  const id = `modelled-${part}-${index}`
  return { ...message, id, registrationId: id, state: 'pending', recipient: { ...message.recipient, email: `${id}@authority.example` } }
}

/**
 * A table that owes this many mails, of which the process knows only its worker's parts. It responds as fast as DynamoDB does,
 * which DynamoDB Local, with one processor for everything, cannot do for many mails per second.
 */
export const createModelledTable = (mails: number, worker: number, workers: number): Pick<Delivery, 'outbox' | 'events' | 'withhold'> => {
  const waiting = new Map<string, OutboxMessage>()
  const due: DueMessage[] = []
  for (let index = 0; index < mails; index++) {
    const part = index % laneParts
    if (part % workers !== worker) continue
    const message = moved(index, part)
    waiting.set(message.id, message)
    due.push({ registrationId: message.registrationId, id: message.id, dueAt: message.createdAt, part })
  }
  const done = async (): Promise<void> => {
    await answered()
  }
  return {
    events: { get: async () => undefined },
    withhold: async (messages) => {
      await answered()
      return messages
    },
    outbox: {
      claim: async ({ id }) => {
        // The write, and the read of the registration.
        await answered()
        await answered()
        const message = waiting.get(id)
        waiting.delete(id)
        return message === undefined ? undefined : { message, registration: undefined, overtakes: false }
      },
      waitingIn: async (lane, _now, limit) => {
        await answered()
        const found = lane === 'changes' ? due.filter(({ id }) => waiting.has(id)).slice(0, limit) : []
        return { due: found, next: undefined }
      },
      newestIn: async () => {
        await answered()
        return []
      },
      mark: done,
      lose: done,
      putBack: async () => {
        await answered()
        return true
      },
    },
  }
}
