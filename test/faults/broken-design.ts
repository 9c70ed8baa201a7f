import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { room } from '../../shared/domain/seats/seats.ts'
import { itemKeys } from '../../shared/store/item-keys.ts'
import { makePerson, now } from '../make/programme.ts'
import type { Stores } from '../store/local-store.ts'

/** Reads whether there is room, then writes, as many services do. An audit that finds nothing wrong here is void. */
export const registerBroken = async ({ events, database, tables }: Stores, slug: string, number: number): Promise<void> => {
  const read = await events.getWithSeats(slug)
  const shard = read?.seats.find((each) => room(each, 'general') > 0)
  if (shard === undefined) return
  await database.send(
    new UpdateCommand({
      TableName: tables.programme,
      Key: itemKeys.seats(slug, shard.shard),
      UpdateExpression: 'SET taken.#general = taken.#general + :one',
      ExpressionAttributeNames: { '#general': 'general' },
      ExpressionAttributeValues: { ':one': 1 },
    }),
  )
  const { consent: _, ...person } = makePerson(number)
  const about = {
    id: `broken-${slug}-${number}`,
    slug,
    language: 'en',
    round: 1,
    sequence: 0,
    revision: 0,
    seats: { general: shard.shard },
  }
  const Item = {
    ...itemKeys.registration(about.id),
    ...person,
    ...about,
    status: 'confirmed',
    registeredAt: now,
    consentedAt: now,
    listPart: `${slug}#${number % 16}`,
    listedAt: `${now}#${number}`,
  }
  await database.send(new PutCommand({ TableName: tables.people, Item }))
}
