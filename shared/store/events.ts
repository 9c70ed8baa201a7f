import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import type { HandledMail } from '../domain/automatic-mails/settings.ts'
import type { Instant } from '../domain/basics/wall-time.ts'
import { type Event, eventSchema, slugSchema, withHandled } from '../domain/event/event.ts'
import { isRunning } from '../domain/event/registration-window.ts'
import type { FanOut } from '../domain/mail/fan-out.ts'
import type { EventWithSeats } from '../domain/seats/event-with-seats.ts'
import { batchGet } from './dynamodb/batch-get.ts'
import { unlessRefused } from './dynamodb/conditional-write.ts'
import type { Database } from './dynamodb/database.ts'
import { queryAll } from './dynamodb/query.ts'
import { type TransactItem, transact } from './dynamodb/transaction.ts'
import { putFanOut } from './fan-outs.ts'
import { indexes, itemKeys } from './item-keys.ts'
import { dueAttributes, dueFor, itemOf } from './programme/event-item.ts'
import { seatCountersSchema, seatWrites, whatIsShared } from './seats/counters.ts'
import { toldToSpeakers } from './speaker/telling.ts'
import { createShares } from './staff/shares.ts'

const countedSchema = z.object({ counters: z.int().min(1) })

/** Whether an item only keeps a slug from being given again, as the draft has another now or was deleted. */
const isGone = (item: object): boolean => 'movedTo' in item || 'deletedAt' in item

/** Who organises an event. */
export type Organisers = Pick<Event, 'owner' | 'coOrganisers'>

export const createEvents = (database: Database, table: string) => {
  const writes = seatWrites(table)
  const shares = createShares(database, table)

  const list = async (index: string, hash: string, value: string): Promise<Event[]> => {
    const items = await queryAll(database, {
      TableName: table,
      IndexName: index,
      KeyConditionExpression: '#hash = :value',
      ExpressionAttributeNames: { '#hash': hash },
      ExpressionAttributeValues: { ':value': value },
    })
    return z.array(eventSchema).parse(items)
  }

  const listDue = async (due: string, now: Instant): Promise<Event[]> => {
    const items = await queryAll(database, {
      TableName: table,
      IndexName: indexes.due,
      KeyConditionExpression: 'due = :due AND dueAt <= :now',
      ExpressionAttributeValues: { ':due': due, ':now': now },
    })
    return z.array(eventSchema).parse(items)
  }

  const asRead = ({ slug, version }: Event): TransactItem => ({
    ConditionCheck: {
      TableName: table,
      Key: itemKeys.event(slug),
      ConditionExpression: 'version = :version',
      ExpressionAttributeValues: { ':version': version },
    },
  })

  const isSlug = (text: string): boolean => slugSchema.safeParse(text).success

  // The number of an event's counters is known only once it has been read; this many are requested along with it.
  const countersGuessed = 4
  const counters = new Map<string, number>()

  const getWithSeats = async (slug: string): Promise<EventWithSeats | undefined> => {
    if (!isSlug(slug)) return undefined
    const seatKeys = (from: number, to: number) =>
      Array.from({ length: Math.max(0, to - from) }, (_, index) => itemKeys.seats(slug, from + index))
    const guess = counters.get(slug) ?? countersGuessed
    const items = [...(await batchGet(database, table, [itemKeys.event(slug), ...seatKeys(0, guess)]))]
    const item = items.find(({ sk }) => sk === itemKeys.event(slug).sk)
    if (item === undefined || isGone(item)) return undefined
    const { counters: count } = countedSchema.parse(item)
    items.push(...(await batchGet(database, table, seatKeys(guess, count))))
    counters.set(slug, count)
    const seats = seatCountersSchema.parse(items.filter((each) => each !== item)).toSorted((a, b) => a.shard - b.shard)
    return { event: eventSchema.parse(item), seats }
  }

  const creating = (event: Event, now: Instant): readonly TransactItem[] => [
    { Put: { TableName: table, Item: itemOf(event, []), ConditionExpression: 'attribute_not_exists(pk)' } },
    ...writes.shareOut(event, [], now, 0),
  ]

  return {
    /** The part of a transaction that fails if the event was saved since it was read. */
    asRead,

    /** The event with a slug; accepts any text from a URL. */
    get: async (slug: string): Promise<Event | undefined> => {
      if (!isSlug(slug)) return undefined
      const { Item } = await database.send(new GetCommand({ TableName: table, Key: itemKeys.event(slug), ConsistentRead: true }))
      return Item === undefined || isGone(Item) ? undefined : eventSchema.parse(Item)
    },

    /** The event and its seat counters in one read, or two the first time; the cost does not depend on the number of registrations. */
    getWithSeats,

    /** Public events, by start. */
    listPublic: (): Promise<Event[]> => list(indexes.listing, 'listing', 'public'),

    /** Public events that begin at or after `from`, by start. */
    listPublicFrom: async (from: Instant): Promise<Event[]> => {
      const items = await queryAll(database, {
        TableName: table,
        IndexName: indexes.listing,
        KeyConditionExpression: 'listing = :public AND startsAt >= :from',
        ExpressionAttributeValues: { ':public': 'public', ':from': from },
      })
      return z.array(eventSchema).parse(items)
    },

    /** Drafts, proposals and anything else never made public, by start. */
    listInternal: (): Promise<Event[]> => list(indexes.listing, 'listing', 'internal'),

    /** The events of an organiser and those shared with them, by start. */
    listOrganisedBy: async (subject: string): Promise<Event[]> => {
      const [own, shared] = await Promise.all([list(indexes.owner, 'owner', subject), shares.slugsOf(subject)])
      const items = await batchGet(database, table, shared.map(itemKeys.event))
      const events = z.array(eventSchema).parse(items.filter((item) => !isGone(item)))
      return [...own, ...events].toSorted((one, other) => one.startsAt.localeCompare(other.startsAt))
    },

    /** Writes a new event and its seat counters; false if the slug is taken. */
    create: async (event: Event, now: Instant): Promise<boolean> => (await transact(database, creating(event, now))).written,

    /** The parts of a transaction that write a new event and its seat counters. The first fails if the slug is taken. */
    creating,

    /**
     * Writes a changed event, its seat counters, and the mails owed because of it, all or nothing. New places go first to the `waiting`
     * people on the list. Undefined if somebody else saved the event, or seats were taken, since it was read: decide again.
     */
    save: async (
      read: EventWithSeats,
      changed: Event,
      about: { now: Instant; waiting: number },
      fanOut?: FanOut,
    ): Promise<Event | undefined> => {
      const saved = { ...changed, version: read.event.version + 1 }
      const put: TransactItem = {
        Put: {
          TableName: table,
          Item: itemOf(saved, read.seats),
          ConditionExpression: 'version = :version AND clockVersion = :clock',
          ExpressionAttributeValues: { ':version': read.event.version, ':clock': read.event.clockVersion },
        },
      }
      const owed = fanOut === undefined ? [] : [putFanOut(table, fanOut)]
      const counters =
        whatIsShared(changed) === whatIsShared(read.event)
          ? writes.follow(changed, read.seats)
          : writes.shareOut(changed, read.seats, about.now, about.waiting)
      const result = await transact(database, [put, ...counters, ...owed, ...toldToSpeakers(table, read.event, saved, about.now)])
      return result.written ? saved : undefined
    },

    /**
     * Moves a draft to another slug, with its seat counters and whom it is shared with. Nothing is found at the earlier slug any more,
     * and no other event gets it. Undefined if somebody else saved the draft since it was read.
     */
    move: async ({ event }: EventWithSeats, changed: Event, now: Instant): Promise<Event | undefined> => {
      const saved = { ...changed, version: event.version + 1 }
      const [from, to] = [event.slug, saved.slug]
      const result = await transact(database, [
        { Put: { TableName: table, Item: itemOf(saved, []), ConditionExpression: 'attribute_not_exists(pk)' } },
        ...writes.shareOut(saved, [], now, 0),
        {
          Put: {
            TableName: table,
            Item: { ...itemKeys.event(from), movedTo: to },
            ConditionExpression: 'version = :version AND clockVersion = :clock',
            ExpressionAttributeValues: { ':version': event.version, ':clock': event.clockVersion },
          },
        },
        ...event.coOrganisers.flatMap((subject) => [shares.remove(subject, from), shares.add(subject, to)]),
        ...toldToSpeakers(table, event, saved, now),
      ])
      return result.written ? saved : undefined
    },

    /**
     * Shares the seats out again, with returned seats and places no longer reserved, and updates what counters know of the event.
     * False if the event or its seats changed since they were read.
     */
    shareOut: async ({ event, seats }: EventWithSeats, now: Instant, waiting: number): Promise<boolean> =>
      (await transact(database, [asRead(event), ...writes.shareOut(event, seats, now, waiting)])).written,

    /**
     * Records who organises an event, with the mail that tells somebody about it. False if somebody else changed the event since
     * it was read. Forms that show the event stay valid.
     */
    share: async (read: Event, { owner, coOrganisers }: Organisers, mail?: TransactItem): Promise<boolean> => {
      const update: TransactItem = {
        Update: {
          TableName: table,
          Key: itemKeys.event(read.slug),
          ConditionExpression: 'version = :version AND clockVersion = :clock',
          UpdateExpression: 'SET #owner = :owner, coOrganisers = :others, clockVersion = :next',
          ExpressionAttributeNames: { '#owner': 'owner' },
          ExpressionAttributeValues: {
            ':version': read.version,
            ':clock': read.clockVersion,
            ':next': read.clockVersion + 1,
            ':owner': owner,
            ':others': coOrganisers,
          },
        },
      }
      const { slug } = read
      const added = coOrganisers.filter((subject) => !read.coOrganisers.includes(subject))
      const removed = read.coOrganisers.filter((subject) => !coOrganisers.includes(subject))
      const result = await transact(database, [
        update,
        ...added.map((subject) => shares.add(subject, slug)),
        ...removed.map((subject) => shares.remove(subject, slug)),
        ...(mail === undefined ? [] : [mail]),
      ])
      return result.written
    },

    /** Public events that are not cancelled or over at `now`, by start. */
    listRunning: async (now: Instant): Promise<Event[]> =>
      (await list(indexes.listing, 'listing', 'public')).filter((event) => isRunning(event, now)),

    /** Public events that have not ended at `now`, by start, including cancelled ones. */
    listNotOver: async (now: Instant): Promise<Event[]> =>
      (await list(indexes.listing, 'listing', 'public')).filter(({ endsAt }) => now < endsAt),

    /** Published events for which the clock has work at `now`. */
    due: (now: Instant): Promise<Event[]> => listDue(dueFor.mail, now),

    /** Drafts whose planned time of publication has come at `now`. */
    toPublish: (now: Instant): Promise<Event[]> => listDue(dueFor.publication, now),

    /** Events whose registrations are no longer kept at `now`. */
    toForget: (now: Instant): Promise<Event[]> => listDue(dueFor.forgetting, now),

    /** Records that an event's registrations and files are deleted; if it was moved meanwhile, they are due again later. */
    forgotten: async ({ slug }: Pick<Event, 'slug'>, now: Instant): Promise<void> => {
      await unlessRefused(
        database.send(
          new UpdateCommand({
            TableName: table,
            Key: itemKeys.event(slug),
            ConditionExpression: 'due = :due AND dueAt <= :now',
            UpdateExpression: 'REMOVE due, dueAt, attachments, picture',
            ExpressionAttributeValues: { ':due': dueFor.forgetting, ':now': now },
          }),
        ),
      )
    },

    /**
     * Records that scheduled mails of an event were dealt with, and creates their fan-outs: both or neither, once.
     * False if the event, or the clock's work for it, changed since it was read.
     */
    dealWith: async (event: Event, handled: readonly HandledMail[], fanOuts: readonly FanOut[]): Promise<boolean> => {
      const after = withHandled(event, handled)
      const next = dueAttributes(after)
      const update: TransactItem = {
        Update: {
          TableName: table,
          Key: itemKeys.event(event.slug),
          ConditionExpression: 'version = :version AND clockVersion = :clock',
          UpdateExpression: `SET handledMails = :handled, clockVersion = :next${'due' in next ? ', due = :due, dueAt = :dueAt' : ' REMOVE due, dueAt'}`,
          ExpressionAttributeValues: {
            ':version': event.version,
            ':clock': event.clockVersion,
            ':next': event.clockVersion + 1,
            ':handled': after.handledMails,
            ...('due' in next ? { ':due': next.due, ':dueAt': next.dueAt } : {}),
          },
        },
      }
      return (await transact(database, [update, ...fanOuts.map((fanOut) => putFanOut(table, fanOut))])).written
    },
  }
}
export type Events = ReturnType<typeof createEvents>
