import { DeleteCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { type Instant, instantSchema } from '../../domain/basics/wall-time.ts'
import type { Ask } from '../../domain/mail/asked-mail.ts'
import { type Letter, letterExpiresAt, letterSchema } from '../../domain/mail/letter.ts'
import { type Suppression, suppressionSchema } from '../../domain/mail/suppression.ts'
import { type ListEntry, listEntrySchema } from '../../domain/people/address-list.ts'
import { erased } from '../../domain/registration/erased-registration.ts'
import type { Registration } from '../../domain/registration/registration.ts'
import { batchGetBy } from '../dynamodb/batch-get.ts'
import { unlessRefused } from '../dynamodb/conditional-write.ts'
import type { Database } from '../dynamodb/database.ts'
import { queryAll } from '../dynamodb/query.ts'
import { type ItemKey, itemKeys } from '../item-keys.ts'
import { erasedItemOf } from './people-items.ts'

/** A mail from an address that nobody needs to read; `doubted` as for letters. */
const receivedMailSchema = z.object({ mail: z.string(), receivedAt: instantSchema, doubted: z.literal(true).optional() })
export type ReceivedMail = z.infer<typeof receivedMailSchema>

/** What is stored under the key of an address. */
export interface AddressData {
  readonly letters: readonly Letter[]
  readonly received: readonly ReceivedMail[]
  /** How often the personal calendar's link was renewed. */
  readonly renewals: number
  readonly optionalMail?: { readonly wanted: boolean; readonly chosenAt: Instant }
  readonly suppression?: Suppression
}

const letterPrefix = itemKeys.letter('', '').sk
const receivedPrefix = itemKeys.receivedMail('', '').sk
const optionalSchema = z.object({ wanted: z.boolean(), chosenAt: instantSchema })
const renewalsSchema = z.object({ renewals: z.int() })
const askSchema = z.object({ pk: z.string(), sk: z.string(), askedAt: instantSchema })

const mailId = (letter: Letter): string => letter.id.slice(letter.id.indexOf('.') + 1)

/** Reads everything that is stored about a person, wherever that is. */
export const createPersonalData = (database: Database, table: string) => {
  const partition = (pk: string): Promise<Record<string, unknown>[]> =>
    queryAll(database, {
      TableName: table,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': pk },
      ConsistentRead: true,
    })

  return {
    underAddress: async (person: string): Promise<AddressData> => {
      const items = await partition(itemKeys.suppression(person).pk)
      const like = (prefix: string) => items.filter(({ sk }) => String(sk).startsWith(prefix))
      const [optional] = like(itemKeys.optionalMail('').sk)
      const [suppression] = like(itemKeys.suppression('').sk)
      const [calendar] = like(itemKeys.calendar('').sk)
      return {
        letters: z.array(letterSchema).parse(like(letterPrefix)),
        received: z.array(receivedMailSchema).parse(like(receivedPrefix)),
        renewals: calendar === undefined ? 0 : renewalsSchema.parse(calendar).renewals,
        ...(optional === undefined ? {} : { optionalMail: optionalSchema.parse(optional) }),
        ...(suppression === undefined ? {} : { suppression: suppressionSchema.parse(suppression) }),
      }
    },

    /** The entries of an address, by list; entries of whole domains are about nobody. */
    entriesOf: async (lists: readonly string[], email: string): Promise<ReadonlyMap<string, ListEntry>> => {
      const items = await batchGetBy(database, table, lists, (list) => itemKeys.listEntry(list, email))
      return new Map(
        lists.flatMap((list) => {
          const item = items.get(list)
          return item === undefined ? [] : [[list, listEntrySchema.parse(item)]]
        }),
      )
    },

    /** Requests for mails that are not answered yet. */
    asksOf: async (person: string): Promise<readonly (ItemKey & Pick<Ask, 'askedAt'>)[]> =>
      z.array(askSchema).parse(await partition(itemKeys.ask(person, '').pk)),
  }
}
export type PersonalData = ReturnType<typeof createPersonalData>

/** Remembers where a mail that nobody needs to read is stored, so that it can be erased with everything else about its sender. */
export const createReceivedMails = (database: Database, table: string) => ({
  note: async (person: string, received: ReceivedMail): Promise<void> => {
    const Item = { ...itemKeys.receivedMail(person, received.mail), ...received, expiresAt: letterExpiresAt(received.receivedAt) }
    await database.send(new PutCommand({ TableName: table, Item }))
  },
})
export type ReceivedMails = ReturnType<typeof createReceivedMails>

/** Deletes what is about people. One function alone may do this (`infra/rights.ts`). */
export const createDeleting = (database: Database, table: string) => {
  const remove = async ({ pk, sk }: ItemKey): Promise<void> => {
    await database.send(new DeleteCommand({ TableName: table, Key: { pk, sk } }))
  }

  return {
    ask: remove,
    message: (registrationId: string, id: string) => remove(itemKeys.message(registrationId, id)),
    registration: (id: string) => remove(itemKeys.registration(id)),
    letter: (person: string, letter: Letter) => remove(itemKeys.letter(person, mailId(letter))),
    receivedMail: (person: string, mail: string) => remove(itemKeys.receivedMail(person, mail)),
    suppression: (person: string) => remove(itemKeys.suppression(person)),

    /** Leaves of a suppression only that, why, and since when mails are withheld. */
    reduceSuppression: async (person: string, what: 'bounce' | 'complaint'): Promise<void> => {
      await unlessRefused(
        database.send(
          new UpdateCommand({
            TableName: table,
            Key: itemKeys.suppression(person),
            ConditionExpression: 'attribute_exists(#what)',
            UpdateExpression: 'SET #what.feedbackId = :none REMOVE held, liftedAt, liftedBy',
            ExpressionAttributeNames: { '#what': what },
            ExpressionAttributeValues: { ':none': '' },
          }),
        ),
      )
    },

    /** Replaces a registration with what stays after erasing its person; false if it changed since it was read. */
    person: async (registration: Registration, now: Instant): Promise<boolean> => {
      const { status, round, attendance } = registration
      const put = new PutCommand({
        TableName: table,
        Item: erasedItemOf(erased(registration, now)),
        ConditionExpression: `attribute_not_exists(erasedAt) AND #status = :status AND #round = :round AND ${
          attendance === undefined ? 'attribute_not_exists(attendance)' : 'attendance = :attendance'
        }`,
        ExpressionAttributeNames: { '#status': 'status', '#round': 'round' },
        ExpressionAttributeValues: {
          ':status': status,
          ':round': round,
          ...(attendance === undefined ? {} : { ':attendance': attendance }),
        },
      })
      return (await unlessRefused(database.send(put))) !== undefined
    },
  }
}
export type Deleting = ReturnType<typeof createDeleting>
