import { GetCommand } from '@aws-sdk/lib-dynamodb'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { createSettling } from '../../../../functions/clock/settling-mails.ts'
import { createFanningOut } from '../../../../functions/fan-out/fanning-out.ts'
import type { Delivery } from '../../../../functions/mail/sending/delivering.ts'
import { createDraining, type Drain } from '../../../../functions/mail/sending/draining.ts'
import { createPacing } from '../../../../functions/mail/sending/pacing.ts'
import { createStillInvited } from '../../../../functions/mail/sending/still-invited.ts'
import { createStillOpen } from '../../../../functions/mail/sending/still-open.ts'
import { createStillSpeaking } from '../../../../functions/mail/sending/still-speaking.ts'
import { createWithholding } from '../../../../functions/mail/sending/withholding.ts'
import type { FanOut } from '../../../../shared/domain/mail/fan-out.ts'
import { messageEvent } from '../../../../shared/domain/mail/owed-mail.ts'
import { createMailer } from '../../../../shared/mail/send.ts'
import { logger } from '../../../../shared/runtime/logger.ts'
import { transact } from '../../../../shared/store/dynamodb/transaction.ts'
import { putFanOut } from '../../../../shared/store/fan-outs.ts'
import { itemKeys } from '../../../../shared/store/item-keys.ts'
import { createManaging } from '../../../../shared/use-cases/event/managing.ts'
import { type FakeSes, startFakeSes } from '../../../mail/fake-ses.ts'
import { organiser, publishEvent, registerMany } from '../../../make/programme.ts'
import { type LocalStores, startStores } from '../../../store/local-store.ts'
import { allMessages } from '../../../store/scan.ts'

let stores: LocalStores
let ses: FakeSes
let delivery: Delivery
let drain: Drain
beforeAll(async () => {
  logger.setLogLevel('SILENT')
  stores = await startStores()
  ses = await startFakeSes()
  process.env['AWS_ENDPOINT_URL_SES'] = ses.endpoint
  const mailer = createMailer('plenary')
  delivery = {
    ...stores,
    mailer,
    pacing: createPacing({ mailer, pace: stores.pace }),
    stillInvited: createStillInvited(stores),
    stillOpen: createStillOpen(stores),
    stillSpeaking: createStillSpeaking(stores),
    withhold: createWithholding(stores),
    siteUrl: 'https://events.iprocurenet.example',
  }
  drain = createDraining(delivery)
})
afterAll(async () => {
  await ses.stop()
  await stores.stop()
})
beforeEach(() => ses.answerWith('take'))

const who = { staff: organiser, now: '2022-04-02T09:00:00.000Z' }
const wholeTime = { now: () => who.now, timeLeftMs: () => 60_000 }
const minutesLater = (minutes: number): string => new Date(Date.now() + minutes * 60_000).toISOString()

/** A published event with people, whose confirmations have been sent. */
const eventWith = async (people: number) => {
  const event = await publishEvent(stores)
  await registerMany(stores, event.slug, people)
  await drain(() => 20_000)
  ses.answerWith('take')
  return event
}

const move = async (slug: string, hour: number, revision: number): Promise<void> => {
  const moved = await createManaging(stores).change(slug, who, (input) => ({
    ...input,
    start: `2022-05-18T${hour}:00`,
    end: `2022-05-18T${hour + 1}:00`,
  }))
  expect(moved.outcome).toBe('done')
  await createFanningOut(stores)({ slug, kind: 'update', revision }, wholeTime)
}

const askForFeedback = async (event: Awaited<ReturnType<typeof publishEvent>>): Promise<void> => {
  const fanOut: FanOut = {
    kind: 'survey',
    slug: event.slug,
    revision: event.revision,
    createdAt: who.now,
    event: messageEvent(event),
  }
  await transact(stores.database, [putFanOut(stores.tables.programme, fanOut)])
  await createFanningOut(stores)(fanOut, wholeTime)
}

const standing = async (slug: string): Promise<Record<string, number>> => {
  const counts: Record<string, number> = {}
  for (const { kind, state } of await allMessages(stores, slug)) counts[`${kind} ${state}`] = (counts[`${kind} ${state}`] ?? 0) + 1
  return counts
}

const nudgesOf = async (worker: number): Promise<number> => {
  const { Item } = await stores.database.send(new GetCommand({ TableName: stores.tables.sending, Key: itemKeys.nudge(worker) }))
  return Number(Item?.['nudges'] ?? 0)
}

const subjects = (): readonly string[] => ses.accepted().map(({ raw }) => /^Subject: (\w+)/m.exec(raw.toString('latin1'))?.[1] ?? '')

describe('a mass mail', () => {
  test('reaches each person once, even with several senders at the same time', async () => {
    const { slug } = await eventWith(24)
    await move(slug, 10, 1)
    await Promise.all([drain(() => 20_000), createDraining(delivery)(() => 20_000), createDraining(delivery)(() => 20_000)])
    expect(await standing(slug)).toEqual({ 'confirmation sent': 24, 'update sent': 24 })
    expect(new Set(ses.accepted().flatMap(({ destinations }) => destinations)).size).toBe(24)
    expect(ses.accepted()).toHaveLength(24)
  })

  test('reaches each person once if SES’s rate is so high that several workers are called', async () => {
    const { slug } = await eventWith(120)
    await move(slug, 10, 1)
    const nudges = () => Promise.all([0, 1, 2, 3, 4].map((worker) => nudgesOf(worker)))
    const before = await nudges()
    const helping: Promise<void>[] = []
    const nudge = async (now: string, worker = 0): Promise<void> => {
      await stores.pace.nudge(now, worker)
      helping.push(createDraining(delivery)(() => 20_000, worker))
    }
    await createDraining({ ...delivery, pace: { ...stores.pace, nudge } })(() => 20_000)
    await Promise.all(helping)
    expect(new Set(ses.accepted().flatMap(({ destinations }) => destinations)).size).toBe(120)
    expect(ses.accepted()).toHaveLength(120)
    // On a slow machine, they may be called once more.
    expect((await nudges()).map((count, worker) => count > (before[worker] ?? 0))).toEqual([false, true, true, true, false])
  })

  test('is left to others by a worker called to help, except for its part', async () => {
    const { slug } = await eventWith(12)
    await move(slug, 10, 1)
    await drain(() => 20_000, 3)
    expect(ses.accepted().length).toBeLessThan(12)
    await drain(() => 20_000)
    expect(ses.accepted()).toHaveLength(12)
  })

  test('about a change goes before one asking for feedback, whichever was owed first', async () => {
    const event = await eventWith(3)
    const other = await eventWith(2)
    await askForFeedback(event)
    await move(other.slug, 10, 1)
    await drain(() => 20_000)
    expect(subjects()).toEqual(['Updated', 'Updated', 'Your', 'Your', 'Your'])
  })

  test('is sent only in its last state if the event moved again before sending', async () => {
    const { slug } = await eventWith(2)
    await move(slug, 10, 1)
    await move(slug, 14, 2)
    await drain(() => 20_000)
    expect(await standing(slug)).toEqual({ 'confirmation sent': 2, 'update superseded': 2, 'update sent': 2 })
    expect(ses.accepted().map(({ raw }) => /14:00|2:00/.test(raw.toString('latin1')))).toEqual([true, true])
  })

  test('continues in the next run when time runs short', async () => {
    const { slug } = await eventWith(5)
    await move(slug, 10, 1)
    await drain(() => 0)
    expect(await standing(slug)).toEqual({ 'confirmation sent': 5, 'update pending': 5 })
    await drain(() => 20_000)
    expect(await standing(slug)).toEqual({ 'confirmation sent': 5, 'update sent': 5 })
  })
})

test('a newer invitation waits for an older one that is just being sent', async () => {
  const { slug } = await eventWith(1)
  await move(slug, 10, 1)
  const older = (await allMessages(stores, slug)).find(({ kind }) => kind === 'update')
  if (older === undefined) throw new Error('no update is owed')
  expect((await stores.outbox.claim(older, new Date().toISOString()))?.overtakes).toBe(false)
  await move(slug, 14, 2)
  const sent = drain(() => 20_000)
  await new Promise((resolve) => setTimeout(resolve, 1000))
  expect([ses.accepted().length, await standing(slug)]).toEqual([0, { 'confirmation sent': 1, 'update sending': 1, 'update pending': 1 }])
  await stores.outbox.mark(older, 'sent', new Date().toISOString(), { sesMessageId: 'first' })
  await sent
  expect([ses.accepted().length, await standing(slug)]).toEqual([1, { 'confirmation sent': 1, 'update sent': 2 }])
})

describe('a mail of unknown fate', () => {
  const settle = (minutes: number): Promise<void> => createSettling(stores)(minutesLater(minutes))

  test('is sent again, byte for byte the same, if it is an invitation', async () => {
    const { slug } = await publishEvent(stores)
    await registerMany(stores, slug, 1)
    ses.answerWith('hang-up')
    await drain(() => 20_000)
    const [first] = ses.accepted().map(({ raw }) => raw.toString('latin1'))
    ses.answerWith('take')
    await settle(10)
    expect(await standing(slug)).toEqual({ 'confirmation unknown': 1 })
    await settle(16)
    expect(await standing(slug)).toEqual({ 'confirmation pending': 1 })
    await drain(() => 20_000)
    expect(ses.accepted().map(({ raw }) => raw.toString('latin1'))).toEqual([first])
    expect(await standing(slug)).toEqual({ 'confirmation sent': 1 })
  })

  test('is left alone if it asks for feedback: a duplicate is worse than none', async () => {
    const event = await eventWith(1)
    await askForFeedback(event)
    ses.answerWith('hang-up')
    await drain(() => 20_000)
    ses.answerWith('take')
    await settle(16)
    await settle(60)
    await drain(() => 20_000)
    expect([ses.accepted().length, await standing(event.slug)]).toEqual([0, { 'confirmation sent': 1, 'survey unknown': 1 }])
  })

  test('includes one whose sender died, once the sender must have stopped', async () => {
    const { slug } = await publishEvent(stores)
    await registerMany(stores, slug, 1)
    const [owed] = await allMessages(stores, slug)
    if (owed === undefined) throw new Error('nothing is owed')
    await stores.outbox.claim(owed, new Date().toISOString())
    await settle(2)
    expect(await standing(slug)).toEqual({ 'confirmation sending': 1 })
    await settle(4)
    expect(await standing(slug)).toEqual({ 'confirmation unknown': 1 })
  })
})

test('slots reserved concurrently by several workers are never closer together than the rate allows', async () => {
  const rate = 50
  const begin = Date.now()
  await stores.pace.pause('2022-01-01T00:00:00.000Z')
  const reserved = await Promise.all(Array.from({ length: 8 }, (_, worker) => stores.another().pace.reserve(5 + worker, rate, () => begin)))
  const slots = reserved.flatMap((each) => ('slots' in each ? [...each.slots] : [])).toSorted((a, b) => a - b)
  expect(slots).toHaveLength(68)
  const inSecondFrom = (begin: number): number => slots.filter((slot) => slot >= begin && slot < begin + 1000).length
  expect(Math.max(...slots.map(inSecondFrom))).toBeLessThanOrEqual(rate)
  expect((slots.at(-1) ?? 0) - (slots[0] ?? 0)).toBeLessThan((1000 * 68) / (0.95 * rate))
})
