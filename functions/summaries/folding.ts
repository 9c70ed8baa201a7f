import type { DynamoDBRecord } from 'aws-lambda'
import * as z from 'zod'
import {
  commentIncrements,
  isStepDue,
  registrationIncrements,
  responseIncrements,
  type Tally,
} from '../../shared/domain/feedback/summary.ts'
import { surveyTemplate } from '../../shared/domain/feedback/survey.ts'
import { mailIncrements } from '../../shared/domain/mail/mail-progress.ts'
import { outboxMessageSchema } from '../../shared/domain/mail/outbox-message.ts'
import { registrationSchema } from '../../shared/domain/registration/registration.ts'
import { faultFields, logger } from '../../shared/runtime/logger.ts'
import { untilSettled } from '../../shared/runtime/until-settled.ts'
import { plainImage } from '../../shared/store/dynamodb/stream-image.ts'
import { type Comments, commentItemSchema, responseItemSchema } from '../../shared/store/feedback.ts'
import { itemKeys } from '../../shared/store/item-keys.ts'
import { comparable, type Increments, type Tallies } from '../../shared/store/tallies.ts'

interface Fold {
  readonly slug: string
  /** Position in the shard, comparable as text. */
  readonly at: string
  readonly increments: Increments
}

const registrationImage = registrationSchema
  .pick({ slug: true, status: true, sessions: true, participation: true })
  .extend({ erasedAt: z.string().optional() })
const { state, fanOut } = outboxMessageSchema.shape
const messageBefore = z.object({ state })
const messageImage = z.object({ state, fanOut, event: z.object({ slug: z.string() }) })
const messagePrefix = itemKeys.message('', '').sk
const keySchema = z.object({ pk: z.string(), sk: z.string() })

const registrationFold = (record: DynamoDBRecord): { slug: string; increments: Increments } => {
  const after = registrationImage.strip().parse(plainImage(record.dynamodb?.NewImage))
  const before = record.dynamodb?.OldImage === undefined ? undefined : registrationImage.strip().parse(plainImage(record.dynamodb.OldImage))
  // Erasing a person leaves every count as it was, although what remains names no choices.
  const { sessions = [], participation } = after.erasedAt === undefined ? after : (before ?? {})
  return { slug: after.slug, increments: registrationIncrements(before, { ...after, sessions, participation }) }
}

/** Mails to single people are not counted. */
const messageFold = (record: DynamoDBRecord): { slug: string; increments: Increments } | undefined => {
  const after = messageImage.parse(plainImage(record.dynamodb?.NewImage))
  if (after.fanOut === undefined) return undefined
  const before = record.dynamodb?.OldImage === undefined ? undefined : messageBefore.parse(plainImage(record.dynamodb.OldImage))
  return { slug: after.event.slug, increments: mailIncrements(after.fanOut, before?.state, after.state) }
}

const feedbackFold = (record: DynamoDBRecord, pk: string): { slug: string; increments: Increments } | undefined => {
  // A comment is modified when it may be shown.
  if (record.eventName !== 'INSERT') return undefined
  const image = plainImage(record.dynamodb?.NewImage)
  if (pk.startsWith('RESPONSES#')) {
    const { slug, answers } = responseItemSchema.parse(image)
    return { slug, increments: responseIncrements(answers) }
  }
  if (!pk.startsWith('COMMENTS#')) return undefined
  const { slug, questionId } = commentItemSchema.parse(image)
  return { slug, increments: commentIncrements(questionId) }
}

const foldAbout = (record: DynamoDBRecord, { pk, sk }: z.infer<typeof keySchema>) => {
  if (sk === 'REGISTRATION') return registrationFold(record)
  return sk.startsWith(messagePrefix) ? messageFold(record) : feedbackFold(record, pk)
}

/** What a stream record adds to which event's tally; nothing if it is about something else, or a deletion. */
const foldOf = (record: DynamoDBRecord): readonly Fold[] => {
  if (record.eventName === 'REMOVE') return []
  const found = foldAbout(record, keySchema.parse(plainImage(record.dynamodb?.Keys)))
  return found === undefined ? [] : [{ ...found, at: comparable(record.dynamodb?.SequenceNumber ?? '') }]
}

const readAll = (records: readonly DynamoDBRecord[]): { folds: readonly Fold[]; unreadable: DynamoDBRecord | undefined } => {
  const folds: Fold[] = []
  for (const record of records) {
    try {
      folds.push(...foldOf(record))
    } catch (fault) {
      logger.error('stream record not read', { code: 'stream-record-failed', eventId: record.eventID, ...faultFields(fault) })
      return { folds, unreadable: record }
    }
  }
  return { folds, unreadable: undefined }
}

const sum = (folds: readonly Fold[]): Increments => {
  const total = new Map<string, number>()
  for (const { increments } of folds) for (const [name, amount] of increments) total.set(name, (total.get(name) ?? 0) + amount)
  return total
}

// A shard's batches come one after another; the fence can only move if a batch is delivered twice concurrently.
const rounds = 5

interface Parts {
  readonly tallies: Tallies
  readonly comments: Pick<Comments, 'show'>
}

/**
 * Publishes results once five more people have answered. Comments come first, so that no figure reveals one still withheld;
 * a worker that is slightly late publishes what has arrived since.
 */
const createPublishing = ({ tallies, comments }: Parts) => {
  const attempt = async (slug: string, tally: Tally): Promise<'published' | 'again'> => {
    if (!isStepDue(tally)) return 'published'
    await comments.show(slug, surveyTemplate)
    return (await tallies.publish(slug, tally)) ? 'published' : 'again'
  }
  return async (slug: string, counted: Tally): Promise<void> => {
    await untilSettled(async (round) => attempt(slug, round === 0 ? counted : await tallies.get(slug)), {
      rounds,
      otherwise: 'the results of a survey kept being published',
    })
  }
}

/** Adds a shard's batch to the tallies, each record exactly once however often the batch, or part of it, is delivered. */
export const createFolding = (parts: Parts) => {
  const { tallies } = parts
  const publish = createPublishing(parts)

  const foldEvent = async (slug: string, shardId: string, folds: readonly Fold[]): Promise<Tally> => {
    const attempt = async (): Promise<Tally | 'again'> => {
      const { tally, fence: before } = await tallies.upTo(slug, shardId)
      const fresh = folds.filter(({ at }) => before === undefined || at > before)
      const last = fresh.at(-1)
      if (last === undefined) return tally
      return (await tallies.add(slug, shardId, sum(fresh), { before, after: last.at })) ?? 'again'
    }
    return untilSettled(attempt, { rounds, otherwise: 'the fence of a tally kept moving' })
  }

  /** Returns the first record that could not be read, if any: it must be delivered again, with all after it. */
  return async (shardId: string, records: readonly DynamoDBRecord[]): Promise<DynamoDBRecord | undefined> => {
    const { folds, unreadable } = readAll(records)
    const bySlug = Object.groupBy(folds, ({ slug }) => slug)
    for (const [slug, ofEvent = []] of Object.entries(bySlug)) {
      const counted = await foldEvent(slug, shardId, ofEvent)
      if (ofEvent.some(({ increments }) => increments.has('responses'))) await publish(slug, counted)
    }
    return unreadable
  }
}
