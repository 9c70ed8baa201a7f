import { GetCommand, PutCommand, QueryCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import type { Instant } from '../domain/basics/wall-time.ts'
import type { OutboxMessage } from '../domain/mail/outbox-message.ts'
import type { Cursor } from '../domain/registration/list-cursor.ts'
import {
  type Registration,
  type RegistrationTransition,
  registrationSchema,
  registrationTransitions,
} from '../domain/registration/registration.ts'
import type { SeatCause, SeatMove } from '../domain/seats/ledger.ts'
import type { SeatCounter } from '../domain/seats/seats.ts'
import { batchGet } from './dynamodb/batch-get.ts'
import { unlessRefused } from './dynamodb/conditional-write.ts'
import type { Database } from './dynamodb/database.ts'
import { type TransactItem, transact } from './dynamodb/transaction.ts'
import { indexes, itemKeys } from './item-keys.ts'
import { putMessage } from './outbox.ts'
import {
  erasedIn,
  itemOf,
  listPart,
  listParts,
  merged,
  type RegistrationPage,
  registrationIn,
  registrationsIn,
  roundOf,
} from './people/people-items.ts'
import { type SeatGuard, seatWrites } from './seats/counters.ts'
import { countHeld, storedCounterSchema, unprovenMovesOf } from './seats/unproven.ts'

/** Names of the tables that a registration touches. */
export interface RegistrationTables {
  readonly people: string
  readonly programme: string
}

/** A registration to create, or to change from the state in which it was read, with the mail owed for it. */
export type Step =
  | { readonly make: Registration; readonly owes: OutboxMessage }
  | {
      readonly registration: Registration
      /** The step's transition; without one the status stays. */
      readonly take?: RegistrationTransition
      /** Other changes; `undefined` removes an attribute. */
      readonly set: { readonly [Key in keyof Registration]?: Registration[Key] | undefined }
      readonly owes?: OutboxMessage | undefined
      /** A mail to somebody else about the same. */
      readonly alsoOwes?: OutboxMessage | undefined
    }

/**
 * How a write ended.
 * - `written`: everything; the others wrote nothing
 * - `seats-changed`: seats were taken, or the event changed; `counters` are those that refused, if they report their state
 * - `conflict`: a concurrent write; only if the guard yields
 * - `share-used`: as many seats as allowed are held for addresses from the source
 * - `step-refused`: a registration changed since it was read; `step` is the index of the first such step
 */
export type Written =
  | { readonly outcome: 'written' | 'conflict' | 'share-used' }
  | { readonly outcome: 'seats-changed'; readonly counters: readonly SeatCounter[] }
  | { readonly outcome: 'step-refused'; readonly step: number }

const indexedSchema = z.array(z.object({ pk: z.string() }))

/** The ids of the registrations found by an index query; all indexes but the organiser's list contain only keys. */
const idsOf = ({ Items }: { readonly Items?: unknown }): readonly string[] =>
  indexedSchema.parse(Items).map(({ pk }) => pk.slice(itemKeys.registration('').pk.length))

// A step is decided from these, so it holds only while they are as they were read.
const asRead = ['status', 'round', 'sequence', 'revision', 'seats', 'sessions', 'participation'] as const

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/** The seats that steps return and take, without those that cancel out. */
const movesOf = (steps: readonly Step[]): readonly SeatMove[] =>
  steps.flatMap((step): SeatMove[] => {
    const { id } = 'make' in step ? step.make : step.registration
    const before = 'make' in step ? {} : step.registration.seats
    const after = 'make' in step ? step.make.seats : 'seats' in step.set ? (step.set.seats ?? {}) : before
    const without = (seats: Registration['seats'], other: Registration['seats']) =>
      Object.fromEntries(Object.entries(seats).filter(([pool, shard]) => other[pool] !== shard))
    const moves: SeatMove[] = [
      { registration: id, seats: without(before, after), by: -1 },
      { registration: id, seats: without(after, before), by: 1 },
    ]
    return moves.filter(({ seats }) => Object.keys(seats).length > 0)
  })

export const createRegistrations = (database: Database, tables: RegistrationTables) => {
  const seats = seatWrites(tables.programme)

  /** A new registration, or a further round of a cancelled one; never replaces a live one. */
  const putNew = (registration: Registration) => ({
    TableName: tables.people,
    Item: itemOf(registration),
    ...(registration.round === 1
      ? { ConditionExpression: 'attribute_not_exists(pk)' }
      : {
          ConditionExpression: '(#status = :cancelled OR attribute_exists(erasedAt)) AND #round = :before',
          ExpressionAttributeNames: { '#status': 'status', '#round': 'round' },
          ExpressionAttributeValues: { ':cancelled': 'cancelled', ':before': registration.round - 1 },
        }),
  })

  /** Changes exactly what the step changes, if the registration is still as it was read. */
  const update = (step: Extract<Step, { registration: Registration }>): TransactItem => {
    const { registration, take, set } = step
    const before = itemOf(registration)
    const status = take === undefined ? registration.status : registrationTransitions[take].to
    const kept = Object.entries({ ...registration, ...set, status }).filter(([, value]) => value !== undefined)
    const after = itemOf(registrationSchema.parse(Object.fromEntries(kept)))
    const changed = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((name) => !same(before[name], after[name]))
    const [put, gone] = [changed.filter((name) => after[name] !== undefined), changed.filter((name) => after[name] === undefined)]
    // An update must do something, even if somebody saves unchanged values.
    const assignments = changed.length === 0 ? ['#status = :was_status'] : put.map((name) => `#${name} = :${name}`)
    const sets = assignments.length === 0 ? '' : `SET ${assignments.join(', ')}`
    const removes = gone.length === 0 ? '' : ` REMOVE ${gone.map((name) => `#${name}`).join(', ')}`
    return {
      Update: {
        TableName: tables.people,
        Key: itemKeys.registration(registration.id),
        // Two concurrent changes of the same seats would return one of them twice.
        ConditionExpression: asRead
          .map((name) => (registration[name] === undefined ? `attribute_not_exists(#${name})` : `#${name} = :was_${name}`))
          .join(' AND '),
        UpdateExpression: sets + removes,
        ExpressionAttributeNames: {
          ...Object.fromEntries([...asRead, ...changed].map((name) => [`#${name}`, name])),
        },
        ExpressionAttributeValues: {
          ...Object.fromEntries(asRead.flatMap((name) => (registration[name] === undefined ? [] : [[`:was_${name}`, registration[name]]]))),
          ...Object.fromEntries(put.map((name) => [`:${name}`, after[name]])),
        },
      },
    }
  }

  /** Queries an index, which may lag a moment behind. */
  const query = (index: string, condition: string, values: Record<string, unknown>, more: Partial<QueryCommandInput>) =>
    database.send(
      new QueryCommand({
        TableName: tables.people,
        IndexName: index,
        KeyConditionExpression: condition,
        ExpressionAttributeValues: values,
        ...more,
      }),
    )

  const itemsOf = (ids: readonly string[]) => batchGet(database, tables.people, ids.map(itemKeys.registration))

  const getMany = async (ids: readonly string[]): Promise<readonly Registration[]> => registrationsIn(await itemsOf(ids))

  return {
    get: async (id: string): Promise<Registration | undefined> => {
      const { Item } = await database.send(
        new GetCommand({ TableName: tables.people, Key: itemKeys.registration(id), ConsistentRead: true }),
      )
      return registrationIn(Item)
    },

    /** The same with what stays of erased people; any number of ids. */
    getAll: async (ids: readonly string[]): Promise<Pick<RegistrationPage, 'registrations' | 'erased'>> => {
      const items = await itemsOf(ids)
      return { registrations: registrationsIn(items), erased: erasedIn(items) }
    },

    /** The registration of an id, if any, and the number of its last round, which erased people keep; 0 if there was none. */
    withRound: async (id: string): Promise<{ readonly registration: Registration | undefined; readonly round: number }> => {
      const { Item } = await database.send(
        new GetCommand({ TableName: tables.people, Key: itemKeys.registration(id), ConsistentRead: true }),
      )
      return { registration: registrationIn(Item), round: roundOf(Item) }
    },

    /**
     * Takes registration steps, moves the seats they take and return, and owes the mails: all or nothing.
     * Reports what no longer held, so that it can be read and decided again.
     */
    write: async (slug: string, cause: SeatCause, now: Instant, steps: readonly Step[], guard: SeatGuard = {}): Promise<Written> => {
      const people = steps.map((step) => ('make' in step ? { Put: putNew(step.make) } : update(step)))
      const owed = steps.flatMap((step) => [step.owes, 'alsoOwes' in step ? step.alsoOwes : undefined])
      const mails = owed.flatMap((mail) => (mail === undefined ? [] : [putMessage(tables.people, mail)]))
      const moves = movesOf(steps)
      const { given, held } = unprovenMovesOf(steps)
      const counters = seats.move(slug, { at: now, cause, moves: [...moves] }, guard, given)
      const counts = held.map((move) => countHeld(tables.people, move, now, guard.mostHeld))
      const result = await transact(database, [...people, ...counters, ...mails, ...counts], guard.yields)
      if (result.written) return { outcome: 'written' }
      if (result.refused.length === 0) return { outcome: 'conflict' }
      const step = result.refused.find((position) => position < people.length)
      const full = result.refused.filter((position) => position >= people.length && position < people.length + counters.length)
      if (full.length > 0 && (step === undefined || guard.yields === true))
        return {
          outcome: 'seats-changed',
          counters: full.flatMap((position) => storedCounterSchema.safeParse(result.stood.get(position)).data ?? []),
        }
      if (
        (step === undefined || guard.yields === true) &&
        result.refused.some((position) => position >= people.length + counters.length + mails.length)
      )
        return { outcome: 'share-used' }
      return { outcome: 'step-refused', step: step ?? 0 }
    },

    /**
     * Writes a registration that takes no seat, in one plain write; it names the mail it `owes`, which the mail function brings to the
     * outbox.
     * False if the address has a live registration.
     */
    put: async (registration: Registration): Promise<boolean> =>
      (await unlessRefused(database.send(new PutCommand(putNew(registration))))) !== undefined,

    /** Owes mails, each once, without changing the registrations. At most 100 (AWS: the items of a transaction). */
    owe: async (messages: readonly OutboxMessage[]): Promise<void> => {
      for (let rest = messages; rest.length > 0; ) {
        const puts = rest.map((message) => putMessage(tables.people, message))
        const result = await transact(database, puts)
        if (result.written) return
        rest = rest.filter((_, index) => !result.refused.includes(index))
      }
    },

    /** A page of an event's registrations, oldest first; at most `limit`, and sometimes fewer although more follow. */
    pageOf: async (slug: string, limit: number, from?: Cursor): Promise<RegistrationPage> => {
      const after = from === undefined ? '' : ' AND listedAt > :after'
      const each = Math.ceil(limit / listParts) + 4
      const parts = await Promise.all(
        Array.from({ length: listParts }, (_, part) =>
          query(
            indexes.byEvent,
            `listPart = :part${after}`,
            { ':part': listPart(slug, part), ...(from === undefined ? {} : { ':after': from.after }) },
            { Limit: each },
          ),
        ),
      )
      return merged(slug, limit, parts)
    },

    /** The first people on an event's waiting list, in order of arrival and in their current state. At most 100. */
    firstWaiting: async (slug: string, limit: number): Promise<readonly Registration[]> => {
      const listed = idsOf(await query(indexes.waiting, 'waitingFor = :slug', { ':slug': slug }, { Limit: limit }))
      const known = new Map((await getMany(listed)).map((each) => [each.id, each]))
      return listed.flatMap((id) => known.get(id) ?? []).filter(({ status }) => status === 'waitlisted')
    },

    /** How many people are ahead of a position on the waiting list, counted up to `limit`; without a position: how many are waiting. */
    countWaiting: async (slug: string, limit: number, before?: string): Promise<number> => {
      const earlier = before === undefined ? '' : ' AND waitingSince < :before'
      const values = { ':slug': slug, ...(before === undefined ? {} : { ':before': before }) }
      const { Count = 0 } = await query(indexes.waiting, `waitingFor = :slug${earlier}`, values, { Select: 'COUNT', Limit: limit })
      return Count
    },

    /**
     * Offers and requests that have expired at `now`, and registrations whose mail should have reached the outbox, according to the
     * index: read each before acting on it.
     */
    due: async (what: 'offer' | 'approval' | 'owed', now: Instant, limit: number): Promise<readonly string[]> => {
      return idsOf(await query(indexes.due, 'due = :due AND dueAt <= :now', { ':due': what, ':now': now }, { Limit: limit }))
    },

    /** The existing ones of these registrations, in no particular order. At most 100 ids. */
    getMany,
  }
}
export type Registrations = ReturnType<typeof createRegistrations>
