import type { Context, DynamoDBStreamEvent, SQSEvent } from 'aws-lambda'
import { createClockWork } from '../../../functions/clock/clock-work.ts'
import { createFanningOut } from '../../../functions/fan-out/fanning-out.ts'
import { createAnswering } from '../../../functions/mail/asked-for/answering-asks.ts'
import { createDraining } from '../../../functions/mail/sending/draining.ts'
import { createPacing } from '../../../functions/mail/sending/pacing.ts'
import { createReleasing } from '../../../functions/mail/sending/releasing.ts'
import { createStillInvited } from '../../../functions/mail/sending/still-invited.ts'
import { createStillOpen } from '../../../functions/mail/sending/still-open.ts'
import { createStillSpeaking } from '../../../functions/mail/sending/still-speaking.ts'
import { deliverAll } from '../../../functions/mail/sending/stream-batch.ts'
import { createWithholding } from '../../../functions/mail/sending/withholding.ts'
import { createFollowing } from '../../../functions/mail-events/following.ts'
import { followAll } from '../../../functions/mail-events/queue-batch.ts'
import { createKeeping } from '../../../functions/seats/keeping-ledger.ts'
import { createFolding } from '../../../functions/summaries/folding.ts'
import { fanOutSchema } from '../../../shared/domain/mail/fan-out.ts'
import type { Sender } from '../../../shared/mail/send.ts'
import { failedFrom, splitting } from '../../../shared/runtime/batches.ts'
import { plainImage } from '../../../shared/store/dynamodb/stream-image.ts'
import { nudgedWorker } from '../../../shared/store/item-keys.ts'
import type { Outbox } from '../../../shared/store/outbox.ts'
import { createManaging } from '../../../shared/use-cases/event/managing.ts'
import { createBringing } from '../../../shared/use-cases/mail/bringing-to-outbox.ts'
import { createCancelling } from '../../../shared/use-cases/registration/cancelling.ts'
import { createRegistering } from '../../../shared/use-cases/registration/registering.ts'
import { createPromoting } from '../../../shared/use-cases/seats/promoting.ts'
import type { Stores } from '../../store/local-store.ts'
import { brokenOutbox, type Variant } from './broken-senders.ts'

const siteUrl = 'https://events.iprocurenet.example'
const instant = (): string => new Date().toISOString()

/** A batch of one shard. */
export interface ShardBatch extends DynamoDBStreamEvent {
  readonly shardId: string
}

/** An outbox that keeps in `held` the ids of messages claimed by this process and not yet finished. */
const watched = (outbox: Outbox, held: Set<string>): Outbox => ({
  ...outbox,
  claim: (ref, now) => {
    held.add(ref.id)
    return outbox.claim(ref, now)
  },
  mark: async (ref, ...rest) => {
    await outbox.mark(ref, ...rest)
    held.delete(ref.id)
  },
  putBack: async (message, ...rest) => {
    const put = await outbox.putBack(message, ...rest)
    held.delete(message.id)
    return put
  },
  lose: async (ref, ...rest) => {
    await outbox.lose(ref, ...rest)
    held.delete(ref.id)
  },
})

/** All functions of the service in one environment, wired as in their handlers. */
export const createService = (stores: Stores, mailer: Sender, held: Set<string>, variant: Variant) => {
  const outbox = watched(brokenOutbox(stores, variant), held)
  const all = { ...stores, outbox }
  const promote = createPromoting(stores)
  const delivery = {
    ...all,
    mailer,
    pacing: createPacing({ mailer, pace: stores.pace }),
    bring: createBringing(stores),
    answer: createAnswering(stores),
    release: createReleasing(stores),
    withhold: createWithholding(all),
    stillInvited: createStillInvited(all),
    stillOpen: createStillOpen(all),
    stillSpeaking: createStillSpeaking(all),
    siteUrl,
  }
  const drain = createDraining(delivery)
  const fanOut = createFanningOut(all)
  const keep = createKeeping({ ledger: stores.ledger, promote })
  const fold = createFolding(stores)
  const follow = createFollowing(all)
  const clockWork = createClockWork(all)
  return {
    stores,
    register: createRegistering(stores),
    cancel: createCancelling(stores),
    scheduling: createManaging(stores),
    clock: () => clockWork(instant()),
    followMails: (event: SQSEvent) => followAll(follow, event.Records),

    /** What each function does with a batch of stream records. */
    streams: {
      mail: splitting(async ({ Records }: ShardBatch, context) => {
        const workers = Records.map(({ dynamodb }) => nudgedWorker(dynamodb?.Keys?.['pk']?.S)).filter((worker) => worker !== undefined)
        if (workers.length === 0) return deliverAll(delivery, Records)
        await Promise.all([...new Set(workers)].map((worker) => drain(context.getRemainingTimeInMillis, worker)))
        return { batchItemFailures: [] }
      }),
      'fan-out': async ({ Records }: ShardBatch, { getRemainingTimeInMillis: timeLeftMs }: Context) => {
        for (const record of Records) {
          try {
            await fanOut(fanOutSchema.parse(plainImage(record.dynamodb?.NewImage)), { now: instant, timeLeftMs })
          } catch {
            return failedFrom(record)
          }
        }
        return { batchItemFailures: [] }
      },
      seats: splitting(({ Records }: ShardBatch) => keep(Records, instant)),
      summaries: splitting(async ({ Records, shardId }: ShardBatch) => {
        const failed = await fold(shardId, Records)
        return failed === undefined ? { batchItemFailures: [] } : failedFrom(failed)
      }),
    },
  }
}
export type Service = ReturnType<typeof createService>
