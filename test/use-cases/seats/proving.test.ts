import { DeleteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { createNightlyProof } from '../../../functions/prove/nightly-proof.ts'
import { createKeeping } from '../../../functions/seats/keeping-ledger.ts'
import { logger } from '../../../shared/runtime/logger.ts'
import { itemKeys } from '../../../shared/store/item-keys.ts'
import { createManaging } from '../../../shared/use-cases/event/managing.ts'
import { createCancelling } from '../../../shared/use-cases/registration/cancelling.ts'
import { createPromoting } from '../../../shared/use-cases/seats/promoting.ts'
import { createProving } from '../../../shared/use-cases/seats/proving.ts'
import { sayProof } from '../../../shared/use-cases/seats/saying-proof.ts'
import { now, organiser, publishEvent, registerMany } from '../../make/programme.ts'
import { type LocalStores, startStores } from '../../store/local-store.ts'
import { allRegistrations } from '../../store/scan.ts'
import { openStream, startKeeping } from '../../store/stream.ts'

let stores: LocalStores
let keeping: ReturnType<typeof startKeeping>
beforeAll(async () => {
  logger.setLogLevel('SILENT')
  stores = await startStores()
  keeping = startKeeping(stores)
})
afterAll(async () => {
  keeping.close()
  await stores.stop()
})

const who = { staff: organiser, now }
const prove = (slug: string) => {
  const { mending: _, ...reading } = stores
  return createProving(reading, 1)(slug, now)
}
const mend = (slug: string) => createProving(stores, 1)(slug, now)

/** A busy event of eight places: 12 people came, 3 left, the number of places was lowered and raised. */
const busyEvent = async (): Promise<string> => {
  const { slug } = await publishEvent(stores, { capacity: 8 })
  await registerMany(stores, slug, 12)
  const confirmed = (await allRegistrations(stores, slug)).filter(({ status }) => status === 'confirmed')
  await Promise.all(confirmed.slice(0, 3).map((registration) => createCancelling(stores)(registration, now)))
  const resize = (capacity: number) => createManaging(stores).change(slug, who, (input) => ({ ...input, capacity, allowBelowGiven: true }))
  await resize(5)
  await resize(9)
  await keeping.settle(now)
  return slug
}

const change = (slug: string, update: string, values: Record<string, unknown> = {}) =>
  stores.database.send(
    new UpdateCommand({
      TableName: stores.tables.programme,
      Key: itemKeys.seats(slug, 0),
      UpdateExpression: update,
      ExpressionAttributeNames: { '#general': 'general', ...(update.includes('#change') ? { '#change': 'change' } : {}) },
      ExpressionAttributeValues: values,
    }),
  )

test('after a busy day the ledger proves that no seat was given twice, and lists every change', async () => {
  const slug = await busyEvent()
  const proof = await prove(slug)
  expect(proof).toMatchObject({ capacity: 9, given: 9, findings: [], mended: [] })
  const versions = (await stores.events.getWithSeats(slug))?.seats.map(({ version }) => version) ?? []
  expect(proof?.entries).toBe(versions.reduce((sum, version) => sum + version, 0))
  expect(proof === undefined ? [] : sayProof(proof)).toEqual([
    `${slug}: ${proof?.entries} changes of seats, 9 of 9 places given.`,
    'At no instant were more seats given than there were places. Ledger, counters and registrations agree.',
  ])
})

test('a seat given although none was left is found, and named as the first breach', async () => {
  const slug = await busyEvent()
  const somebody = (await allRegistrations(stores, slug)).find(({ status }) => status === 'cancelled')
  const planted = { at: now, cause: 'confirmed', moves: [{ registration: somebody?.id, seats: { general: 0 }, by: 1 }] }
  await change(slug, 'SET taken.#general = taken.#general + :five, version = version + :one, #change = :change', {
    ':five': 5,
    ':one': 1,
    ':change': planted,
  })
  await keeping.settle(now)
  const version = (await stores.events.getWithSeats(slug))?.seats[0]?.version
  const proof = await prove(slug)
  const said = proof === undefined ? [] : sayProof(proof)
  expect(said[1]).toMatch(
    new RegExp(`^First breach: ${now}, counter 0, entry ${version}: general: seat \\d+ was given where \\d+ were allowed$`),
  )
  expect(new Set(proof?.findings.map(({ kind }) => kind))).toEqual(new Set(['breach', 'unexplained', 'registration']))
})

test('a counter left wrong by a crash is found, corrected from the registrations, and reported', async () => {
  const slug = await busyEvent()
  await change(slug, 'SET taken.#general = taken.#general - :one', { ':one': 1 })
  expect((await prove(slug))?.findings.map(({ kind, text }) => `${kind} ${text}`)).toEqual([
    expect.stringMatching(/^counter general: the counter says \d+, the ledger \d+$/),
  ])
  const mended = await mend(slug)
  expect(mended?.mended).toEqual([expect.stringMatching(/^counter 0: general said \d+, \d+ registrations hold a seat of it$/)])
  await keeping.settle(now)
  expect(await prove(slug)).toMatchObject({ given: 9, findings: [], mended: [] })
})

test('a missing entry is noticed', async () => {
  const slug = await busyEvent()
  await stores.database.send(new DeleteCommand({ TableName: stores.tables.ledger, Key: itemKeys.ledger(slug, 0, 3) }))
  expect((await prove(slug))?.findings.map(({ kind, text }) => `${kind} ${text}`)).toContain('gap entries 3 to 3 are missing')
})

describe('a counter with outdated knowledge of its event', () => {
  const tell = (slug: string, open: boolean, revision: number) =>
    stores.database.send(
      new UpdateCommand({
        TableName: stores.tables.programme,
        Key: itemKeys.seats(slug, 0),
        UpdateExpression: 'SET #open = :open, revision = :revision',
        ExpressionAttributeNames: { '#open': 'open' },
        ExpressionAttributeValues: { ':open': open, ':revision': revision },
      }),
    )

  /** Only the ledger is told what happened, nobody serves the waiting list. */
  const tellLedger = async (): Promise<void> => {
    const stream = openStream(stores, 'programme')
    const records = (await stream.next()).filter(({ dynamodb }) => dynamodb?.Keys?.['sk']?.S === 'SEATS')
    stream.close()
    await createKeeping({ ledger: stores.ledger, promote: async () => undefined })(records, () => now)
  }

  /** An event whose only seat was returned to a counter with the revision before a move, which no longer gives any. */
  const leftBehind = async (): Promise<string> => {
    const { slug } = await publishEvent(stores, { capacity: 1, waitingList: 'confirm' })
    await registerMany(stores, slug, 2)
    await keeping.settle(now)
    await createManaging(stores).change(slug, who, (input) => ({ ...input, end: '2022-05-17T13:00' }))
    await tell(slug, true, 0)
    // The seat is returned to a counter that no longer gives any.
    const [first, second] = await Promise.all((await allRegistrations(stores, slug)).map(({ id }) => stores.registrations.get(id)))
    const leaving = first?.status === 'confirmed' ? first : second
    if (leaving !== undefined) await createCancelling(stores)(leaving, now)
    return slug
  }

  test('is found and updated, and the person waiting for its free seat gets it', async () => {
    const slug = await leftBehind()
    await tellLedger()
    const said = 'the counter gives seats in revision 0, the event gives seats in revision 1'
    expect((await prove(slug))?.findings.map(({ kind, text }) => `${kind} ${text}`)).toEqual([`event ${said}`])
    expect((await mend(slug))?.mended).toEqual([`counter 0: ${said}`])
    await keeping.settle(now)
    expect((await allRegistrations(stores, slug)).map(({ status }) => status).sort()).toEqual(['cancelled', 'confirmed'])
    expect(await prove(slug)).toMatchObject({ given: 1, findings: [], mended: [] })
  })

  test('is also updated when the waiting list is served', async () => {
    const slug = await leftBehind()
    await createPromoting(stores)(slug, now)
    expect((await allRegistrations(stores, slug)).map(({ status }) => status).sort()).toEqual(['cancelled', 'confirmed'])
  })

  test('is found even if the event was cancelled, and gives no more seats', async () => {
    const { slug } = await publishEvent(stores, { capacity: 2 })
    await createManaging(stores).cancel(slug, who)
    await keeping.settle(now)
    await tell(slug, true, 1)
    expect((await mend(slug))?.mended).toEqual(['counter 0: the counter gives seats in revision 1, the event gives no seats in revision 1'])
    expect((await stores.events.getWithSeats(slug))?.seats.map(({ open }) => open)).toEqual([false])
  })
})

describe('every night', () => {
  const eventsOf = (slug: string) => ({
    listNotOver: async () => {
      const event = await stores.events.get(slug)
      return event === undefined ? [] : [event]
    },
  })

  test('nothing is reported if everything agrees', async () => {
    await createNightlyProof(eventsOf(await busyEvent()), createProving(stores, 1))(now)
  })

  test('a cancelled event is checked until it would have been over', async () => {
    const { slug } = await publishEvent(stores, { capacity: 2 })
    await createManaging(stores).cancel(slug, who)
    const slugsAt = async (at: string) => (await stores.events.listNotOver(at)).map((event) => event.slug)
    expect(await slugsAt(now)).toContain(slug)
    expect(await slugsAt('2022-05-18T00:00:00.000Z')).not.toContain(slug)
  })

  test('an alarm is raised if something disagrees', async () => {
    const slug = await busyEvent()
    await change(slug, 'SET taken.#general = taken.#general + :one', { ':one': 1 })
    await expect(createNightlyProof(eventsOf(slug), createProving(stores, 1))(now)).rejects.toThrow('does not bear out 1 things')
  })
})
