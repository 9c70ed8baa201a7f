import { GetCommand } from '@aws-sdk/lib-dynamodb'
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals'
import type { DynamoDBRecord } from 'aws-lambda'
import { createFanningOut } from '../../../../functions/fan-out/fanning-out.ts'
import { createAnswering } from '../../../../functions/mail/asked-for/answering-asks.ts'
import { createDraining } from '../../../../functions/mail/sending/draining.ts'
import { createPacing } from '../../../../functions/mail/sending/pacing.ts'
import { createReleasing } from '../../../../functions/mail/sending/releasing.ts'
import { createStillInvited } from '../../../../functions/mail/sending/still-invited.ts'
import { createStillOpen } from '../../../../functions/mail/sending/still-open.ts'
import { createStillSpeaking } from '../../../../functions/mail/sending/still-speaking.ts'
import { deliverAll } from '../../../../functions/mail/sending/stream-batch.ts'
import { createWithholding } from '../../../../functions/mail/sending/withholding.ts'
import { createMailer } from '../../../../shared/mail/send.ts'
import { logger } from '../../../../shared/runtime/logger.ts'
import { itemKeys } from '../../../../shared/store/item-keys.ts'
import { createManaging } from '../../../../shared/use-cases/event/managing.ts'
import { createBringing } from '../../../../shared/use-cases/mail/bringing-to-outbox.ts'
import { createRegistering } from '../../../../shared/use-cases/registration/registering.ts'
import { type FakeSes, startFakeSes } from '../../../mail/fake-ses.ts'
import { makePerson, organiser, publishEvent } from '../../../make/programme.ts'
import { type LocalStores, startStores } from '../../../store/local-store.ts'
import { allMessages } from '../../../store/scan.ts'

// That of a new account; slots are 75 ms apart.
const rate = 14

let stores: LocalStores
let ses: FakeSes
let delivery: Parameters<typeof deliverAll>[0]
beforeAll(async () => {
  logger.setLogLevel('SILENT')
  stores = await startStores()
  ses = await startFakeSes(rate)
  process.env['AWS_ENDPOINT_URL_SES'] = ses.endpoint
  const mailer = createMailer('plenary')
  delivery = {
    ...stores,
    bring: createBringing(stores),
    answer: createAnswering(stores),
    mailer,
    pacing: createPacing({ mailer, pace: stores.pace }),
    stillInvited: createStillInvited(stores),
    stillOpen: createStillOpen(stores),
    stillSpeaking: createStillSpeaking(stores),
    withhold: createWithholding(stores),
    release: createReleasing(stores),
    siteUrl: 'https://events.iprocurenet.example',
  }
})
afterAll(async () => {
  await ses.stop()
  await stores.stop()
})
beforeEach(() => ses.answerWith('take'))

const minute = (minutes: number): string => new Date(Date.parse('2022-04-01T09:00:00.000Z') + minutes * 60_000).toISOString()

/** People register one a minute: strangers from networks of their own, or people who came by other means. */
const register = async (slug: string, numbers: readonly number[], who: 'strangers' | 'known'): Promise<void> => {
  for (const number of numbers) {
    const network = who === 'strangers' ? `network-${number}` : undefined
    const asked = { now: minute(number), language: 'en', requestKey: undefined, network } as const
    await createRegistering(stores)(slug, makePerson(number), asked)
  }
}

/** The stream's records of everything owed for an event. */
const recordsOf = async (slug: string): Promise<DynamoDBRecord[]> =>
  (await allMessages(stores, slug)).map(({ id, registrationId, turn }, place) => ({
    eventName: 'INSERT',
    dynamodb: {
      SequenceNumber: String(place),
      NewImage: {
        id: { S: id },
        registrationId: { S: registrationId },
        state: { S: 'pending' },
        ...(turn === undefined ? {} : { turn: { N: String(turn) } }),
      },
    },
  }))

const sentTo = (): readonly number[] =>
  ses.accepted().flatMap(({ destinations }) => destinations.map((address) => Number(/\d+/.exec(address)?.[0])))

const nudges = async (): Promise<number> => {
  const { Item } = await stores.database.send(new GetCommand({ TableName: stores.tables.sending, Key: itemKeys.nudge() }))
  return Number(Item?.['nudges'] ?? 0)
}

test('a few strangers who come at the same time get their mails immediately', async () => {
  const { slug } = await publishEvent(stores)
  await register(slug, [1, 2], 'strangers')
  expect(await deliverAll(delivery, await recordsOf(slug))).toEqual({ batchItemFailures: [] })
  expect(sentTo().toSorted()).toEqual([1, 2])
})

test('many strangers do not delay somebody who is known, and get their mails from their lane', async () => {
  const { slug } = await publishEvent(stores)
  await register(slug, [1, 2, 3, 4, 5, 6, 7, 8], 'strangers')
  await register(slug, [9], 'known')
  const before = await nudges()
  expect(await deliverAll(delivery, await recordsOf(slug))).toEqual({ batchItemFailures: [] })
  expect([sentTo(), (await nudges()) - before]).toEqual([[9], 1])
  await createDraining(delivery)(() => 20_000)
  expect(sentTo().toSorted()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
})

test('those who came last and those who came first take turns', async () => {
  const { slug } = await publishEvent(stores)
  await register(slug, [1, 2, 3, 4, 5, 6, 7, 8], 'strangers')
  await createDraining(delivery)(() => 20_000)
  // Two turns each, of two; a mail that misses its slot leaves a little later.
  expect([sentTo().slice(0, 4).toSorted(), sentTo().slice(4).toSorted()]).toEqual([
    [5, 6, 7, 8],
    [1, 2, 3, 4],
  ])
})

test('neither a mass mail nor strangers wait until the other is done', async () => {
  const { slug } = await publishEvent(stores)
  const other = await publishEvent(stores)
  await register(slug, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], 'known')
  await createDraining(delivery)(() => 20_000)
  ses.answerWith('take')
  await createManaging(stores).change(slug, { staff: organiser, now: minute(60) }, (input) => ({
    ...input,
    start: '2022-05-18T10:00',
    end: '2022-05-18T12:00',
  }))
  await createFanningOut(stores)({ slug, kind: 'update', revision: 1 }, { now: () => minute(60), timeLeftMs: () => 60_000 })
  await register(other.slug, [21, 22, 23, 24, 25, 26], 'strangers')
  await createDraining(delivery)(() => 20_000)
  expect(sentTo()).toHaveLength(18)
  const isStranger = sentTo().map((number) => number > 20)
  expect([isStranger.indexOf(true), isStranger.indexOf(false)].toSorted((a, b) => a - b)).toEqual([0, 2])
  expect(isStranger.lastIndexOf(true)).toBeGreaterThan(isStranger.indexOf(false))
})
