import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb'
import { GetCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import type { Event } from '../domain/event.ts'
import type { OutboxMessage } from '../domain/outbox-message.ts'
import { type Registration, type RegistrationDetails, registrationSchema, registrationTransitions } from '../domain/registration.ts'
import type { Instant } from '../domain/wall-time.ts'
import type { Database } from './database.ts'
import { type Cursor, cursorSchema } from './fan-outs.ts'
import { indexes, itemKeys } from './item-keys.ts'
import { putMessage } from './outbox.ts'
import { type TransactItem, transact } from './transaction.ts'

/** Names of the tables that a registration touches. */
export interface RegistrationTables {
  readonly people: string
  readonly programme: string
}

/** How taking a place ended. `full` is about one seat shard; `changed`: the event was moved, closed or cancelled meanwhile. */
export type Placed = 'placed' | 'already-registered' | 'full-or-changed'

export interface RegistrationPage {
  readonly registrations: readonly Registration[]
  readonly next?: Cursor
}

/** The item of a registration; waiting people are found in order by an index of their own. */
const itemOf = (registration: Registration) => ({
  ...itemKeys.registration(registration.id),
  ...registration,
  ...(registration.status === 'waitlisted' ? { waitingFor: registration.slug } : {}),
})

export const createRegistrations = (database: Database, tables: RegistrationTables) => {
  /** A new registration, or a further round of a cancelled one; never over a live one. */
  const putNew = (registration: Registration): TransactItem => ({
    Put: {
      TableName: tables.people,
      Item: itemOf(registration),
      ...(registration.round === 1
        ? { ConditionExpression: 'attribute_not_exists(pk)' }
        : {
            ConditionExpression: '#status = :cancelled AND #round = :before',
            ExpressionAttributeNames: { '#status': 'status', '#round': 'round' },
            ExpressionAttributeValues: { ':cancelled': 'cancelled', ':before': registration.round - 1 },
          }),
    },
  })

  const takeSeat = (slug: string, shard: number, revision: number): TransactItem => ({
    Update: {
      TableName: tables.programme,
      Key: itemKeys.seats(slug, shard),
      // Capacity, "still open" and "still the event that was read" hold at the instant of writing.
      ConditionExpression: '#open = :true AND revision = :revision AND (attribute_not_exists(#capacity) OR taken < #capacity)',
      UpdateExpression: 'SET taken = taken + :one REMOVE freedAt',
      ExpressionAttributeNames: { '#open': 'open', '#capacity': 'capacity' },
      ExpressionAttributeValues: { ':true': true, ':revision': revision, ':one': 1 },
    },
  })

  const giveSeatBack = (slug: string, shard: number, now: Instant): TransactItem => ({
    Update: {
      TableName: tables.programme,
      Key: itemKeys.seats(slug, shard),
      ConditionExpression: 'taken > :zero',
      UpdateExpression: 'SET taken = taken - :one, freedAt = :now',
      ExpressionAttributeValues: { ':zero': 0, ':one': 1, ':now': now },
    },
  })

  const page = async (index: string, hash: string, slug: string, limit: number, from?: Cursor): Promise<RegistrationPage> => {
    const { Items, LastEvaluatedKey } = await database.send(
      new QueryCommand({
        TableName: tables.people,
        IndexName: index,
        KeyConditionExpression: '#hash = :slug',
        ExpressionAttributeNames: { '#hash': hash },
        ExpressionAttributeValues: { ':slug': slug },
        Limit: limit,
        ...(from === undefined ? {} : { ExclusiveStartKey: from }),
      }),
    )
    const registrations = z.array(registrationSchema).parse(Items)
    return LastEvaluatedKey === undefined ? { registrations } : { registrations, next: cursorSchema.parse(LastEvaluatedKey) }
  }

  return {
    get: async (id: string): Promise<Registration | undefined> => {
      const { Item } = await database.send(
        new GetCommand({ TableName: tables.people, Key: itemKeys.registration(id), ConsistentRead: true }),
      )
      return Item === undefined ? undefined : registrationSchema.parse(Item)
    },

    /** Takes a seat of a shard, writes the registration and owes its mail, all or nothing. */
    confirm: async (registration: Registration, shard: number, message: OutboxMessage): Promise<Placed> => {
      const items = [
        takeSeat(registration.slug, shard, registration.revision),
        putNew({ ...registration, seatShard: shard }),
        putMessage(tables.people, message),
      ]
      const result = await transact(database, items)
      if (result.written) return 'placed'
      return result.refused.includes(1) ? 'already-registered' : 'full-or-changed'
    },

    /** Puts a registration on the waiting list and owes its mail. */
    wait: async (registration: Registration, message: OutboxMessage): Promise<'placed' | 'already-registered'> => {
      const result = await transact(database, [putNew(registration), putMessage(tables.people, message)])
      return result.written ? 'placed' : 'already-registered'
    },

    /** Gives the seat of a shard to a waiting person and owes the confirmation, all or nothing. */
    promote: async (registration: Registration, event: Event, shard: number, message: OutboxMessage): Promise<boolean> => {
      const update: TransactItem = {
        Update: {
          TableName: tables.people,
          Key: itemKeys.registration(registration.id),
          ConditionExpression: '#status = :from AND #round = :round',
          UpdateExpression: 'SET #status = :to, seatShard = :shard, revision = :revision REMOVE waitingFor',
          ExpressionAttributeNames: { '#status': 'status', '#round': 'round' },
          ExpressionAttributeValues: {
            ':from': registrationTransitions.promote.from[0],
            ':to': registrationTransitions.promote.to,
            ':round': registration.round,
            ':shard': shard,
            ':revision': event.revision,
          },
        },
      }
      const items = [takeSeat(event.slug, shard, event.revision), update, putMessage(tables.people, message)]
      return (await transact(database, items)).written
    },

    /** Owes a mail to somebody registered, once; without a change of the registration. */
    owe: async (message: OutboxMessage): Promise<void> => {
      await transact(database, [putMessage(tables.people, message)])
    },

    /** Changes what the person said about herself or himself; false when the registration is no longer live. */
    change: async (registration: Registration, details: RegistrationDetails): Promise<boolean> => {
      const { accessibilityNeeds, ...rest } = details
      const names = Object.keys(rest)
      try {
        await database.send(
          new UpdateCommand({
            TableName: tables.people,
            Key: itemKeys.registration(registration.id),
            ConditionExpression: '#status <> :cancelled AND #round = :r',
            UpdateExpression:
              `SET ${names.map((name) => `#${name} = :${name}`).join(', ')}` +
              (accessibilityNeeds === undefined ? ' REMOVE accessibilityNeeds' : ', accessibilityNeeds = :needs'),
            ExpressionAttributeNames: {
              '#status': 'status',
              '#round': 'round',
              ...Object.fromEntries(names.map((name) => [`#${name}`, name])),
            },
            ExpressionAttributeValues: {
              ':cancelled': 'cancelled',
              ':r': registration.round,
              ...Object.fromEntries(Object.entries(rest).map(([name, value]) => [`:${name}`, value])),
              ...(accessibilityNeeds === undefined ? {} : { ':needs': accessibilityNeeds }),
            },
          }),
        )
        return true
      } catch (fault) {
        if (fault instanceof ConditionalCheckFailedException) return false
        throw fault
      }
    },

    /**
     * Cancels a registration as it was read, gives its seat back and owes the mail, all or nothing.
     * False when it changed meanwhile: read it and decide again.
     */
    cancel: async (registration: Registration, message: OutboxMessage, now: Instant): Promise<boolean> => {
      const update: TransactItem = {
        Update: {
          TableName: tables.people,
          Key: itemKeys.registration(registration.id),
          ConditionExpression: '#status = :from AND #round = :round AND #sequence = :before',
          UpdateExpression: 'SET #status = :to, cancelledAt = :now, #sequence = :sequence REMOVE seatShard, waitingFor',
          ExpressionAttributeNames: { '#status': 'status', '#round': 'round', '#sequence': 'sequence' },
          ExpressionAttributeValues: {
            ':from': registration.status,
            ':to': registrationTransitions.cancel.to,
            ':round': registration.round,
            ':before': registration.sequence,
            ':sequence': message.calendar?.sequence ?? registration.sequence,
            ':now': now,
          },
        },
      }
      const seat = registration.seatShard === undefined ? [] : [giveSeatBack(registration.slug, registration.seatShard, now)]
      return (await transact(database, [update, putMessage(tables.people, message), ...seat])).written
    },

    /**
     * Moves a confirmed registration to a newer revision of its event and owes the new invitation, all or nothing.
     * False when it changed meanwhile or has that revision already.
     */
    follow: async (registration: Registration, revision: number, message: OutboxMessage): Promise<boolean> => {
      const update: TransactItem = {
        Update: {
          TableName: tables.people,
          Key: itemKeys.registration(registration.id),
          ConditionExpression: '#status = :confirmed AND #round = :round AND #sequence = :before AND revision < :revision',
          UpdateExpression: 'SET revision = :revision, #sequence = :sequence',
          ExpressionAttributeNames: { '#status': 'status', '#round': 'round', '#sequence': 'sequence' },
          ExpressionAttributeValues: {
            ':confirmed': 'confirmed',
            ':round': registration.round,
            ':before': registration.sequence,
            ':revision': revision,
            ':sequence': message.calendar?.sequence ?? registration.sequence,
          },
        },
      }
      return (await transact(database, [update, putMessage(tables.people, message)])).written
    },

    /** A page of the registrations for an event, oldest first. */
    pageOf: (slug: string, limit: number, from?: Cursor): Promise<RegistrationPage> => page(indexes.byEvent, 'slug', slug, limit, from),

    /** The first people on the waiting list of an event, in the order in which they came. */
    firstWaiting: async (slug: string, limit: number): Promise<readonly Registration[]> =>
      (await page(indexes.waiting, 'waitingFor', slug, limit)).registrations,
  }
}
export type Registrations = ReturnType<typeof createRegistrations>
