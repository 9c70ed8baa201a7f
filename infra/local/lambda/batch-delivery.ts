import { setTimeout as sleep } from 'node:timers/promises'
import * as z from 'zod'
import type { StreamRecord } from '../dynamodb/lambda-record.ts'
import type { ServiceLog } from '../service-log.ts'
import type { Mapping } from './mappings.ts'

const answerSchema = z.object({
  batchItemFailures: z.array(z.object({ itemIdentifier: z.string().nullish() })).nullish(),
  state: z.record(z.string(), z.unknown()).nullish(),
})

// Short enough not to keep anyone waiting, long enough for a throttled service to recover.
const longestPause = 1000
const pause = (attempt: number): number => Math.min(longestPause, 100 * 2 ** (attempt - 1))

/** What Lambda adds to a batch in a window. */
export interface WindowPart {
  readonly shardId: string
  readonly window: { readonly start: string; readonly end: string }
  readonly isFinalInvokeForWindow: boolean
}

export interface DeliveryParts {
  readonly mapping: Mapping
  readonly invoke: (logicalId: string, event: unknown) => Promise<unknown>
  readonly log: ServiceLog
  /** Aborted when the run ends; an unfinished batch is abandoned, and delivered again in the next run. */
  readonly stopping: AbortSignal
}

/**
 * Delivers the batches of one mapping like Lambda: again from the first failed record if the function reports
 * items, or in halves if the call failed. What keeps failing is discarded: a single record if batches may be
 * split, otherwise the rest of the batch.
 */
export const createBatchDelivery = ({ mapping, invoke, log, stopping }: DeliveryParts) => {
  let state: Record<string, unknown> = {}

  /** Where the batch must resume: the index of the first failed record, `failed` for a failed call, or undefined if all is done. */
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
    // An unknown identifier fails the whole batch.
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
    /** Ends a window: the function gets its state one last time, without records. */
    endWindow: async (window: WindowPart): Promise<void> => {
      await deliver([], { ...window, isFinalInvokeForWindow: true })
      state = {}
    },
  }
}
