import { randomUUID } from 'node:crypto'
import { QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import type { Question } from '../domain/feedback/survey.ts'
import type { Registration } from '../domain/registration/registration.ts'
import type { Database } from './dynamodb/database.ts'
import { type TransactItem, transact } from './dynamodb/transaction.ts'
import { itemKeys } from './item-keys.ts'

/** One person's answers other than texts, and which texts exist. It has no identity and no time. */
export const responseItemSchema = z.object({
  slug: z.string(),
  answers: z.record(z.string(), z.union([z.number(), z.string(), z.array(z.string())])),
})

/** A text answer. It cannot be joined with the same person's other answers. */
export const commentItemSchema = z.object({ slug: z.string(), questionId: z.string(), text: z.string() })

export const createResponses = (database: Database, tables: { readonly people: string; readonly feedback: string }) => ({
  /**
   * Writes a response and, in the same transaction, that this person has answered; false if they already had.
   * Keys are random and nothing has a time, so that no response can be joined to a person.
   */
  give: async (
    registration: Registration,
    questions: readonly Question[],
    answers: Readonly<Record<string, number | string | readonly string[] | undefined>>,
  ): Promise<boolean> => {
    const { slug, id, round } = registration
    const texts = questions.flatMap(({ id: questionId, type }) => {
      const text = type === 'text' ? answers[questionId] : undefined
      return typeof text === 'string' ? [{ slug, questionId, text }] : []
    })
    const rest = Object.fromEntries(questions.flatMap(({ id: question, type }) => (type === 'text' ? [] : [[question, answers[question]]])))
    const put = (Item: Record<string, unknown>): TransactItem => ({ Put: { TableName: tables.feedback, Item } })
    const answered: TransactItem = {
      Update: {
        TableName: tables.people,
        Key: itemKeys.registration(id),
        ConditionExpression: '#status = :confirmed AND #round = :round AND attribute_not_exists(answered)',
        UpdateExpression: 'SET answered = :true',
        ExpressionAttributeNames: { '#status': 'status', '#round': 'round' },
        ExpressionAttributeValues: { ':confirmed': 'confirmed', ':round': round, ':true': true },
      },
    }
    const result = await transact(database, [
      answered,
      put({ ...itemKeys.response(slug, randomUUID()), slug, answers: rest }),
      ...texts.map((comment) => put({ ...itemKeys.comment(slug, comment.questionId, randomUUID()), ...comment })),
    ])
    return result.written
  },
})

// As many comments per question as a person reads in one go, chosen at random.
const commentsShown = 200
const commentsAPage = 200

const keySchema = z.object({ pk: z.string(), sk: z.string() })

export const createComments = (database: Database, table: string) => {
  /** A question's comments in random order: all, only those that may be shown, or only those that may not yet. */
  async function* of(slug: string, questionId: string, which: 'all' | 'shown' | 'held'): AsyncGenerator<Record<string, unknown>> {
    const { pk, sk } = itemKeys.comment(slug, questionId, '')
    let from: Record<string, unknown> | undefined
    do {
      const { Items = [], LastEvaluatedKey } = await database.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
          ExpressionAttributeValues: { ':pk': pk, ':sk': sk },
          ...(which === 'all' ? {} : { FilterExpression: `attribute_${which === 'held' ? 'not_' : ''}exists(shown)` }),
          Limit: commentsAPage,
          ExclusiveStartKey: from,
        }),
      )
      yield* Items
      from = LastEvaluatedKey
    } while (from !== undefined)
  }

  const textQuestions = (questions: readonly Question[]): readonly string[] =>
    questions.filter(({ type }) => type === 'text').map(({ id }) => id)

  return {
    /** The texts for these questions of an event that may be shown, in random order; all of them once the survey has ended. */
    list: async (slug: string, questions: readonly Question[], ended: boolean): Promise<ReadonlyMap<string, readonly string[]>> => {
      const answers = textQuestions(questions).map(async (id): Promise<[string, readonly string[]]> => {
        const texts: string[] = []
        for await (const item of of(slug, id, ended ? 'all' : 'shown')) {
          texts.push(commentItemSchema.parse(item).text)
          if (texts.length === commentsShown) break
        }
        return [id, texts]
      })
      return new Map(await Promise.all(answers))
    },

    /** Lets all texts written so far be shown. Repeating it changes nothing. */
    show: async (slug: string, questions: readonly Question[]): Promise<void> => {
      for (const id of textQuestions(questions))
        for await (const item of of(slug, id, 'held'))
          await database.send(
            new UpdateCommand({
              TableName: table,
              Key: keySchema.parse(item),
              UpdateExpression: 'SET shown = :true',
              ExpressionAttributeValues: { ':true': true },
            }),
          )
    },
  }
}
export type Comments = ReturnType<typeof createComments>
