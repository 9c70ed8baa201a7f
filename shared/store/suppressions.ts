import { GetCommand, UpdateCommand, type UpdateCommandInput } from '@aws-sdk/lib-dynamodb'
import type { Instant } from '../domain/basics/wall-time.ts'
import { type Evidence, type Suppression, suppressionSchema } from '../domain/mail/suppression.ts'
import { expiryAfter, suppressionKeptDays } from '../domain/people/periods.ts'
import { batchGetBy } from './dynamodb/batch-get.ts'
import { unlessRefused } from './dynamodb/conditional-write.ts'
import type { Database } from './dynamodb/database.ts'
import { itemKeys } from './item-keys.ts'

/** A report from SES about an address. */
export interface Reported {
  readonly what: 'bounce' | 'complaint'
  readonly evidence: Evidence
  /** A suppression lifted at or after this instant stays lifted. */
  readonly asOf: Instant
  /** The mail that did not arrive, if any. */
  readonly held: string | undefined
}

const withheld = 'attribute_exists(bounce) OR attribute_exists(complaint)'

/** What is known about addresses, by a key derived from each (`personHash`), so that no address is stored. */
export const createSuppressions = (database: Database, table: string) => {
  /** False if the condition does not hold. */
  const update = async (person: string, input: Omit<UpdateCommandInput, 'TableName' | 'Key'>): Promise<boolean> => {
    const command = new UpdateCommand({ TableName: table, Key: itemKeys.suppression(person), ...input })
    return (await unlessRefused(database.send(command))) !== undefined
  }

  return {
    get: async (person: string): Promise<Suppression | undefined> => {
      const { Item } = await database.send(new GetCommand({ TableName: table, Key: itemKeys.suppression(person), ConsistentRead: true }))
      return Item === undefined ? undefined : suppressionSchema.parse(Item)
    },

    /** What is known about these people's addresses, by person; any number of them. */
    getMany: async (people: readonly string[]): Promise<ReadonlyMap<string, Suppression>> => {
      const items = await batchGetBy(database, table, people, itemKeys.suppression)
      return new Map([...items].map(([person, item]) => [person, suppressionSchema.parse(item)]))
    },

    /**
     * Withholds mails from an address. Reports may come twice and in any order: the first counts until an organiser lifts it;
     * one about the time before that is `old` and changes nothing.
     */
    report: async (person: string, { what, evidence, asOf, held }: Reported): Promise<'withheld' | 'old'> => {
      const done = await update(person, {
        ConditionExpression: 'attribute_not_exists(liftedAt) OR liftedAt < :asOf',
        UpdateExpression: `SET #what = if_not_exists(#what, :evidence), expiresAt = :expiry${held === undefined ? '' : ' ADD held :held'}`,
        ExpressionAttributeNames: { '#what': what },
        ExpressionAttributeValues: {
          ':evidence': evidence,
          ':asOf': asOf,
          ':expiry': expiryAfter(evidence.at, suppressionKeptDays),
          ...(held === undefined ? {} : { ':held': new Set([held]) }),
        },
      })
      return done ? 'withheld' : 'old'
    },

    /** Records a withheld mail. False if mails to the address are no longer withheld. */
    hold: (person: string, messageId: string): Promise<boolean> =>
      update(person, {
        ConditionExpression: withheld,
        UpdateExpression: 'ADD held :held',
        ExpressionAttributeValues: { ':held': new Set([messageId]) },
      }),

    /** Removes withheld mails that have been dealt with. */
    forget: async (person: string, held: ReadonlySet<string>): Promise<void> => {
      await update(person, { UpdateExpression: 'DELETE held :held', ExpressionAttributeValues: { ':held': new Set(held) } })
    },

    /** Lets mails go to an address again; reports about earlier mails no longer count. False if none were withheld. */
    lift: (person: string, { at, by }: { readonly at: Instant; readonly by: string }): Promise<boolean> =>
      update(person, {
        ConditionExpression: withheld,
        UpdateExpression: 'SET liftedAt = :at, liftedBy = :by REMOVE bounce, complaint',
        ExpressionAttributeValues: { ':at': at, ':by': by },
      }),
  }
}
export type Suppressions = ReturnType<typeof createSuppressions>
