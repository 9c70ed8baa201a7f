import { setTimeout as sleep } from 'node:timers/promises'
import * as z from 'zod'
import type { StreamRecord } from '../dynamodb/lambda-record.ts'
import type { ServiceLog } from '../service-log.ts'
import type { Mapping } from './mappings.ts'

const answerSchema = z.object({
  batchItemFailures: z.array(z.object({ itemIdentifier: z.string().nullish() })).nullish(),
  state: z.record(z.string(), z.unknown()).nullish(),
})

// Short enough not to be waited for by a person, long enough for a throttled service to recover.
const longestPause = 1000
const pause = (attempt: number): number => Math.min(longestPause, 100 * 2 ** (attempt - 1))

/** What Lambda adds to a batch that is part of a window. */
export interface WindowPart {
  readonly shardId: string
  readonly window: { readonly start: string; readonly end: string }
  readonly isFinalInvokeForWindow: boolean
}

export interface DeliveryParts {
  readonly mapping: Mapping
  readonly invoke: (logicalId: string, event: unknown) => Promise<unknown>
  readonly log: ServiceLog
  /** Aborted when the run ends; a batch that is not done by then is thrown out of, and comes again in the next run. */
  readonly stopping: AbortSignal
}

/**
 * Hands batches of one mapping over as Lambda does: a batch comes again from its first failed record where the function reports
 * items, and in halves where the call failed. What keeps failing is given up: a record alone where the function lets batches be
 * split, and else all that is left of the batch.
 */
export const createBatchDelivery = ({ mapping, invoke, log, stopping }: DeliveryParts) => {
  let state: Record<string, unknown> = {}

  /** Where the batch has to be taken up again: the index of the first failed record, `failed` for a call that did, or undefined when all is done. */
  const attempt = async (records: readonly StreamRecord[], window: WindowPart | undefined): Promise<number | 'failed' | undefined> => {
    const windowed = window && { ...window, isWindowTerminatedEarly: false, state, eventSourceARN: mapping.eventSourceArn }
    let answer: unknown
    try {
      answer = await invoke(mapping.function, { Records: records, ...windowed })
    } catch {
      return 'failed'
    }
    const parsed = answerSchema.safeParse(answer ?? {})
    if (!parsed.success) return 0
    if (window !== undefined) state = parsed.data.state ?? {}
    const failures = mapping.reportsItemFailures ? (parsed.data.batchItemFailures ?? []) : []
    if (failures.length === 0) return undefined
    const indexes = failures.map(({ itemIdentifier }) => records.findIndex(({ dynamodb }) => dynamodb.SequenceNumber === itemIdentifier))
    // An identifier that is none of the batch's fails the whole batch.
    return Math.max(0, Math.min(...indexes))
  }

  const giveUp = (records: readonly StreamRecord[]): void =>
    log.line('ERROR', 'Stream records given up', {
      code: 'stream-records-given-up',
      mapping: mapping.name,
      sequenceNumbers: records.map(({ dynamodb }) => dynamodb.SequenceNumber),
    })

  const inHalves = async (records: readonly StreamRecord[], window: WindowPart | undefined): Promise<void> => {
    const half = Math.ceil(records.length / 2)
    await deliver(records.slice(0, half), window)
    await deliver(records.slice(half), window)
  }

  const deliver = async (records: readonly StreamRecord[], window?: WindowPart): Promise<void> => {
    let rest = records
    for (let attempts = 1; ; attempts++) {
      const failed = await attempt(rest, window)
      if (failed === undefined) return
      stopping.throwIfAborted()
      if (failed === 'failed' && mapping.bisects && rest.length > 1) return inHalves(rest, window)
      if (typeof failed === 'number' && failed > 0) {
        attempts = 1
        rest = rest.slice(failed)
      }
      if (attempts > mapping.retries) return giveUp(rest)
      await sleep(pause(attempts), undefined, { signal: stopping })
    }
  }

  return {
    deliver,
    /** Ends a window: the function gets its state a last time, with no records. */
    endWindow: async (window: WindowPart): Promise<void> => {
      await deliver([], { ...window, isFinalInvokeForWindow: true })
      state = {}
    },
  }
}
