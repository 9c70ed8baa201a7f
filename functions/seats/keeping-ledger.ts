import type { DynamoDBBatchResponse, DynamoDBRecord } from 'aws-lambda'
import type { Instant } from '../../shared/domain/basics/wall-time.ts'
import { type LedgerEntry, ledgerEntrySchema } from '../../shared/domain/seats/ledger.ts'
import { isEventPool, room } from '../../shared/domain/seats/seats.ts'
import { faultFields, logger } from '../../shared/runtime/logger.ts'
import { plainImage } from '../../shared/store/dynamodb/stream-image.ts'
import type { Ledger } from '../../shared/store/seats/ledger.ts'
import type { Promote } from '../../shared/use-cases/seats/promoting.ts'

/** Whether a write returned a seat of a session or way to take part to a counter without a share, as more were given than allowed. */
const returnsChoice = (entry: LedgerEntry): boolean =>
  entry.change.moves.some(({ by, seats }) => by < 0 && Object.keys(seats).some((pool) => !isEventPool(pool) && room(entry, pool) <= 0))

/** Whether a waiting person may be served after this write, or seats have to be shared out: it returned or shared out some. */
const freesSeats = (entry: LedgerEntry): boolean =>
  returnsChoice(entry) ||
  ((entry.change.cause === 'allotted' || entry.change.moves.some(({ by }) => by < 0)) &&
    Object.keys(entry.taken).some((pool) => isEventPool(pool) && room(entry, pool) !== 0))

/**
 * Writes the records to the ledger, then serves the waiting lists of events where seats became free.
 * From a failed record on, all are reported for redelivery; entries already written stay.
 */
export const createKeeping = ({ ledger, promote }: { ledger: Ledger; promote: Promote }) => {
  /** The index of the first record that could not be written. */
  const append = async (entries: readonly LedgerEntry[]): Promise<number> => {
    const written = await Promise.allSettled(entries.map((entry) => ledger.append(entry)))
    const failed = written.findIndex(({ status }) => status === 'rejected')
    const reason = written[failed]
    if (reason?.status === 'rejected') logger.error('ledger not written', { code: 'ledger-not-written', ...faultFields(reason.reason) })
    return failed
  }

  return async (records: readonly DynamoDBRecord[], now: () => Instant): Promise<DynamoDBBatchResponse> => {
    const entries = records.map(({ dynamodb }) => ledgerEntrySchema.parse(plainImage(dynamodb?.NewImage)))
    const failed = await append(entries)
    if (failed >= 0) return { batchItemFailures: [{ itemIdentifier: records[failed]?.dynamodb?.SequenceNumber ?? '' }] }
    const freed = new Map(
      entries.map((entry, index) => [entry.slug, { index, frees: freesSeats(entry) }] as const).filter(([, { frees }]) => frees),
    )
    for (const [slug, { index }] of freed) {
      try {
        await promote(slug, now())
      } catch (fault) {
        logger.error('waiting list not served', { code: 'waiting-list-not-served', slug, ...faultFields(fault) })
        return { batchItemFailures: [{ itemIdentifier: records[index]?.dynamodb?.SequenceNumber ?? '' }] }
      }
    }
    return { batchItemFailures: [] }
  }
}
