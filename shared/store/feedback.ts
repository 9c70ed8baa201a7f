import { randomUUID } from 'node:crypto'
import { QueryCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import type { Question } from '../domain/feedback/survey.ts'
import type { Registration } from '../domain/registration/registration.ts'
import type { Database } from './dynamodb/database.ts'
import { type TransactItem, transact } from './dynamodb/transaction.ts'
import { itemKeys } from './item-keys.ts'

/** What one person answered, apart from texts, and which texts there are. It holds no identity and no time. */
export const responseItemSchema = z.object({
  slug: z.string(),
  answers: z.record(z.string(), z.union([z.number(), z.string(), z.array(z.string())])),
})

/** A text that somebody wrote. It cannot be joined with the other answers of the same person. */
export const commentItemSchema = z.object({ slug: z.string(), questionId: z.string(), text: z.string() })

export const createResponses = (database: Database, tables: { readonly people: string; readonly feedback: string }) => ({
  /**
   * Writes a response and, in the same transaction, that this person has answered; false when that was so already.
   * Keys are random and nothing carries a time, so that no response can be joined to a person.
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

// As many comments on a question as a person reads in one go; which ones is chance.
const commentsShown = 200

export const createComments = (database: Database, table: string) => ({
  /** The texts written on these questions for an event, in random order. */
  list: async (slug: string, questions: readonly Question[]): Promise<ReadonlyMap<string, readonly string[]>> => {
    const asked = questions.filter((question) => question.type === 'text')
    const answers = asked.map(async ({ id }): Promise<[string, readonly string[]]> => {
      const { pk, sk } = itemKeys.comment(slug, id, '')
      const { Items } = await database.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
          ExpressionAttributeValues: { ':pk': pk, ':sk': sk },
          Limit: commentsShown,
        }),
      )
      return [
        id,
        z
          .array(commentItemSchema)
          .parse(Items)
          .map((comment) => comment.text),
      ]
    })
    return new Map(await Promise.all(answers))
  },
})
