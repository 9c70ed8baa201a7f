import { DeleteCommand, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import type { Instant } from '../../domain/basics/wall-time.ts'
import type { Event } from '../../domain/event/event.ts'
import { type EventSpeaker, profileOf, speakerSchema, speakersExpireAt } from '../../domain/speaker/speaker.ts'
import { batchGet } from '../dynamodb/batch-get.ts'
import { unlessRefused } from '../dynamodb/conditional-write.ts'
import type { Database } from '../dynamodb/database.ts'
import { queryAll } from '../dynamodb/query.ts'
import { type TransactItem, transact } from '../dynamodb/transaction.ts'
import { indexes, itemKeys } from '../item-keys.ts'
import { dueForSpeakers, tellSpeakers } from './telling.ts'

const dueSchema = z.object({ pk: z.string(), sk: z.string(), slug: z.string(), dueAt: z.string(), only: z.literal('reminders').optional() })
/** That the speakers of an event are to be told what changed and reminded, or `only` reminded. */
export type DueTelling = z.infer<typeof dueSchema>

/** An event as far as its speakers depend on it. */
type Ends = Pick<Event, 'endsAt'>

/** The speakers of events, each with a second item for what everyone may know. Both expire some time after the event. */
export const createSpeakers = (database: Database, tables: { readonly people: string; readonly programme: string }) => {
  const { people, programme } = tables

  /** What everyone may know of a speaker: written once they confirm, removed once they do not speak any more. */
  const publishing = (speaker: EventSpeaker, event: Ends): TransactItem => {
    const [profile, key] = [profileOf(speaker), itemKeys.speakerProfile(speaker.slug, speaker.id)]
    return profile === undefined
      ? { Delete: { TableName: people, Key: key } }
      : { Put: { TableName: people, Item: { ...key, ...profile, expiresAt: speakersExpireAt(event) } } }
  }

  const itemOf = (speaker: EventSpeaker, event: Ends) => ({
    ...itemKeys.speaker(speaker.slug, speaker.id),
    ...speaker,
    expiresAt: speakersExpireAt(event),
  })

  return {
    /** The part of a transaction by which speakers are told what changed, once that has settled. */
    telling: (event: Event, now: Instant): TransactItem => tellSpeakers(programme, event, now),

    /** Events whose speakers are to be told at `now`. */
    toTell: async (now: Instant): Promise<readonly DueTelling[]> => {
      const items = await queryAll(database, {
        TableName: programme,
        IndexName: indexes.due,
        KeyConditionExpression: 'due = :due AND dueAt <= :now',
        ExpressionAttributeValues: { ':due': dueForSpeakers, ':now': now },
      })
      return z.array(dueSchema).parse(items)
    },

    /** They were told, and are next reminded at `next`, if at all; unless something changed in the meantime. */
    told: async ({ pk, sk, dueAt, slug }: DueTelling, next?: Instant): Promise<void> => {
      const unchanged = {
        TableName: programme,
        ConditionExpression: 'dueAt = :dueAt',
        ExpressionAttributeValues: { ':dueAt': dueAt },
      }
      const reminding = { pk, sk, slug, due: dueForSpeakers, dueAt: next, only: 'reminders' }
      await unlessRefused(
        next === undefined
          ? database.send(new DeleteCommand({ ...unchanged, Key: { pk, sk } }))
          : database.send(new PutCommand({ ...unchanged, Item: reminding })),
      )
    },

    get: async (slug: string, id: string): Promise<EventSpeaker | undefined> => {
      const { Item } = await database.send(new GetCommand({ TableName: people, Key: itemKeys.speaker(slug, id), ConsistentRead: true }))
      return Item === undefined ? undefined : speakerSchema.parse(Item)
    },

    /** The speakers of an event, in no particular order. */
    listOf: async ({ speakersAt }: Pick<Event, 'speakersAt'>): Promise<readonly EventSpeaker[]> =>
      speakersAt === undefined
        ? []
        : z.array(speakerSchema).parse(
            await queryAll(database, {
              TableName: people,
              KeyConditionExpression: 'pk = :pk',
              ExpressionAttributeValues: { ':pk': itemKeys.speaker(speakersAt, '').pk },
              ConsistentRead: true,
            }),
          ),

    /** Those of these speakers that there are. */
    getAll: async (of: readonly Pick<EventSpeaker, 'slug' | 'id'>[]): Promise<readonly EventSpeaker[]> => {
      const keys = of.map(({ slug, id }) => itemKeys.speaker(slug, id))
      return z.array(speakerSchema).parse(await batchGet(database, people, keys))
    },

    /**
     * Writes a new speaker and whatever follows; the event then knows where its speakers are. False if they speak at it already.
     */
    add: async (
      speaker: EventSpeaker,
      event: Pick<Event, 'slug' | 'endsAt' | 'speakersAt'>,
      more: readonly TransactItem[],
    ): Promise<boolean> => {
      const put = { TableName: people, Item: itemOf(speaker, event), ConditionExpression: 'attribute_not_exists(pk)' }
      const first: TransactItem = {
        Update: {
          TableName: programme,
          Key: itemKeys.event(event.slug),
          // A form that shows the event stays valid; whoever is just saving it decides again.
          ConditionExpression: 'attribute_exists(version)',
          UpdateExpression: 'SET speakersAt = if_not_exists(speakersAt, :slug), clockVersion = if_not_exists(clockVersion, :none) + :one',
          ExpressionAttributeValues: { ':slug': event.slug, ':none': 0, ':one': 1 },
        },
      }
      return (await transact(database, [{ Put: put }, ...(event.speakersAt === undefined ? [first] : []), ...more])).written
    },

    /** Writes a changed speaker, what everyone may know of them, and whatever follows. False if they changed since they were read. */
    save: async (read: EventSpeaker, changed: EventSpeaker, event: Ends, more: readonly TransactItem[] = []): Promise<boolean> => {
      const put: TransactItem = {
        Put: {
          TableName: people,
          Item: itemOf({ ...changed, version: read.version + 1 }, event),
          ConditionExpression: 'version = :version AND nonce = :nonce',
          ExpressionAttributeValues: { ':version': read.version, ':nonce': read.nonce },
        },
      }
      return (await transact(database, [put, publishing(changed, event), ...more])).written
    },

    /** Deletes a speaker with what everyone knows of them, and writes whatever follows. False if they changed since they were read. */
    remove: async ({ slug, id, version, nonce }: EventSpeaker, more: readonly TransactItem[] = []): Promise<boolean> => {
      const own: TransactItem = {
        Delete: {
          TableName: people,
          Key: itemKeys.speaker(slug, id),
          ConditionExpression: 'version = :version AND nonce = :nonce',
          ExpressionAttributeValues: { ':version': version, ':nonce': nonce },
        },
      }
      const profile: TransactItem = { Delete: { TableName: people, Key: itemKeys.speakerProfile(slug, id) } }
      return (await transact(database, [own, profile, ...more])).written
    },
  }
}
export type Speakers = ReturnType<typeof createSpeakers>
