import { DynamoDBClient, PutItemCommand, TransactionCanceledException, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb'

const client = new DynamoDBClient({})

interface Asked {
  readonly tables: { readonly programme: string; readonly people: string }
  readonly slug: string
  readonly person: string
  /** Whether latecomers join a waiting list, for a second without trying for a seat; otherwise they are told that the event is full. */
  readonly hasList: boolean
  /** Whether registrations can be found: indexes serve the organiser's list and the waiting order. */
  readonly isIndexed: boolean
}

const soldOutMs = 1000
let soldOutUntil = 0

/** The index attributes in the people table, as the attendee function writes them. */
const indexed = ({ slug, person }: Asked, status: string, at: string) => ({
  listPart: { S: `${slug}#${Number(person) % 16}` },
  listedAt: { S: `${at}#${person}` },
  ...(status === 'waitlisted' ? { waitingFor: { S: slug }, waitingSince: { S: `${at}#${person}` } } : {}),
})

const registration = (asked: Asked, status: string, at = new Date().toISOString()) => ({
  TableName: asked.tables.people,
  Item: {
    pk: { S: `BARE#${asked.slug}#${asked.person}` },
    sk: { S: 'REGISTRATION' },
    slug: { S: asked.slug },
    status: { S: status },
    registeredAt: { S: at },
    ...(asked.isIndexed ? indexed(asked, status, at) : {}),
    text: { S: 'x'.repeat(450) },
  },
  ConditionExpression: 'attribute_not_exists(pk)',
})

const wait = async (asked: Asked): Promise<{ statusCode: number; status: string }> => {
  try {
    await client.send(new PutItemCommand(registration(asked, 'waitlisted')))
    return { statusCode: 200, status: 'waitlisted' }
  } catch {
    return { statusCode: 200, status: 'already' }
  }
}

/** The textbook registration and nothing else: one counter in a transaction with the registration. */
export const handler = async (asked: Asked): Promise<{ statusCode: number; status: string }> => {
  if (asked.hasList && Date.now() < soldOutUntil) return wait(asked)
  const take = {
    TableName: asked.tables.programme,
    Key: { pk: { S: `BARE#${asked.slug}` }, sk: { S: 'SEATS' } },
    ConditionExpression: 'seatsFree > :zero',
    UpdateExpression: 'SET seatsFree = seatsFree - :one',
    ExpressionAttributeValues: { ':zero': { N: '0' }, ':one': { N: '1' } },
  }
  try {
    await client.send(new TransactWriteItemsCommand({ TransactItems: [{ Update: take }, { Put: registration(asked, 'confirmed') }] }))
    return { statusCode: 200, status: 'confirmed' }
  } catch (fault) {
    if (!(fault instanceof TransactionCanceledException)) throw fault
    if (fault.CancellationReasons?.[0]?.Code !== 'ConditionalCheckFailed') return { statusCode: 200, status: 'already' }
    if (!asked.hasList) return { statusCode: 200, status: 'full' }
    soldOutUntil = Date.now() + soldOutMs
    return wait(asked)
  }
}
