import * as z from 'zod'
import type { Event } from '../../domain/event/event.ts'
import { profileSchema, type SpeakerProfile } from '../../domain/speaker/profile.ts'
import type { Database } from '../dynamodb/database.ts'
import { queryAll } from '../dynamodb/query.ts'
import { itemKeys } from '../item-keys.ts'

/** What everyone may know of an event's confirmed speakers, by name; costs nothing for an event that never had any. */
export const createProfiles =
  (database: Database, table: string) =>
  async ({ speakersAt }: Pick<Event, 'speakersAt'>): Promise<readonly SpeakerProfile[]> => {
    if (speakersAt === undefined) return []
    const items = await queryAll(database, {
      TableName: table,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': itemKeys.speakerProfile(speakersAt, '').pk },
    })
    return z
      .array(profileSchema)
      .parse(items)
      .toSorted((one, other) => one.name.localeCompare(other.name))
  }
