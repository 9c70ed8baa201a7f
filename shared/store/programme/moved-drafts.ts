import { GetCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import type { Event } from '../../domain/event/event.ts'
import type { Database } from '../dynamodb/database.ts'
import type { Events } from '../events.ts'
import { itemKeys } from '../item-keys.ts'

const movedSchema = z.object({ movedTo: z.string() })

/** Finds an event by its slug, or by the one that it had as a draft before its address had to be one that nobody guesses. */
export const createFollowing =
  (database: Database, table: string, events: Pick<Events, 'get'>) =>
  async (slug: string): Promise<Event | undefined> => {
    const event = await events.get(slug)
    if (event !== undefined) return event
    const { Item } = await database.send(new GetCommand({ TableName: table, Key: itemKeys.event(slug), ConsistentRead: true }))
    const moved = movedSchema.safeParse(Item)
    return moved.success ? events.get(moved.data.movedTo) : undefined
  }
