import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { registrationsExport } from '../../../functions/organiser/registrations/download.ts'
import { registrationList } from '../../../functions/organiser/registrations/registrations.ts'
import { createServices } from '../../../functions/organiser/services.ts'
import { environments } from '../../../infra/functions.ts'
import { lists } from '../../../shared/store/address-lists.ts'
import type { Erasure } from '../../../shared/store/people/erasures.ts'
import { createProving } from '../../../shared/use-cases/seats/proving.ts'
import { makeEnvironment } from '../../make/environment.ts'
import { organiser, seatsTaken } from '../../make/programme.ts'
import { makeRequest } from '../../make/request.ts'
import { startKeeping } from '../../store/stream.ts'
import {
  begun,
  type Erasing,
  type Events,
  idOf,
  makeEvents,
  makeEverything,
  minutes,
  register,
  registrationOf,
  sendAll,
  startErasing,
} from './one-of-everything.ts'

let erasing: Erasing
beforeAll(async () => {
  erasing = await startErasing()
})
afterAll(() => erasing.stop())

const request = async (email: string, person: string, at = begun) =>
  erasing.stores.erasures.request({ person, email, requestedAt: at, request: `asked-${at}` })

/** What of these traces is still somewhere. */
const left = async (traces: readonly string[]): Promise<readonly string[]> => {
  const all = await erasing.everything()
  return traces.filter((trace) => all.includes(trace))
}

/** Runs the work every minute, with all mails sent in between, until nothing is requested any more. */
const finish = async (events: Events, email: string): Promise<readonly string[]> => {
  const sent: string[] = []
  for (let minute = 0; minute <= 40; minute++) {
    await erasing.work(minutes(minute))
    for (const { slug } of Object.values(events))
      sent.push(...(await sendAll(erasing.stores, await idOf(erasing.stores, slug, email), minutes(minute))))
    if ((await erasing.stores.erasures.due(minutes(10_000), 10)).length === 0) return sent
  }
  throw new Error('never finished')
}

describe('a person who asks to be erased', () => {
  test('is nowhere any more, in no table and no bucket, and nobody else loses anything', async () => {
    const events = await makeEvents(erasing.stores)
    await register(erasing.stores, events.full.slug, 300, minutes(-60))
    const other = await makeEverything(erasing, events, 301)
    const one = await makeEverything(erasing, events, 302)
    expect(await left(one.traces)).toEqual(one.traces)
    await request(one.email, one.person)
    await finish(events, one.email)
    expect(await left(one.traces)).toEqual([])
    expect(await left(other.traces)).toEqual(other.traces)
    expect(await erasing.stores.lists.has(lists.members, 'authority.example')).toBe(true)
    expect(await erasing.stores.optionalMail.isWanted(one.person)).toBe(false)
    expect(await erasing.stores.suppressions.get(one.person)).toEqual({
      complaint: { reason: 'complaint', at: minutes(-30), feedbackId: '' },
      held: new Set(),
    })
  })

  test('is one line in the record of what was done, which does not say who it was, also if a run dies after writing it', async () => {
    const { stores, parts } = erasing
    const events = await makeEvents(stores)
    const one = await makeEverything(erasing, events, 305)
    const asked = minutes(-0.5)
    await request(one.email, one.person, asked)
    let deaths = 2
    const finishing = async (erasure: Erasure): Promise<void> => {
      if (deaths-- > 0) throw new Error('died')
      await parts.erasures.finish(erasure)
    }
    for (let minute = 0; minute <= 40; minute++) {
      await erasing.work(minutes(minute), { erasures: { ...parts.erasures, finish: finishing } }).catch(() => undefined)
      for (const { slug } of Object.values(events)) await sendAll(stores, await idOf(stores, slug, one.email), minutes(minute))
    }
    expect(deaths).toBeLessThan(0)
    const own = (await stores.auditLog.all(500, minutes(60))).entries.filter(({ request: by }) => by === `asked-${asked}`)
    expect(own).toEqual([
      {
        at: expect.any(String),
        deed: 'erase-person',
        outcome: 'done',
        subject: 'data-subject',
        by: 'data-subject',
        via: 'page',
        request: `asked-${asked}`,
      },
    ])
    expect(await left([one.email, 'Zuzana Unique305'])).toEqual([])
  })

  test('gets the last mail of each live registration, their seats go to those waiting, and what counts stays', async () => {
    const { stores } = erasing
    const events = await makeEvents(stores)
    const one = await makeEverything(erasing, events, 303)
    await register(stores, events.full.slug, 304, minutes(-20))
    const past = await idOf(stores, events.past.slug, one.email)
    const before = await seatsTaken(stores, events.past.slug)
    await request(one.email, one.person)
    const sent = await finish(events, one.email)
    expect(sent.filter((kind) => kind === 'cancellation')).toHaveLength(3)
    expect(sent).toContain('request-ended')
    expect(await registrationOf(stores, events.full.slug, 'person304@authority.example')).toMatchObject({ status: 'offered' })
    expect(await seatsTaken(stores, events.open.slug)).toBe(0)
    const { registrations, erased } = await stores.registrations.pageOf(events.past.slug, 10)
    expect([registrations, await seatsTaken(stores, events.past.slug)]).toEqual([[], before])
    expect(erased).toEqual([
      {
        id: past,
        slug: events.past.slug,
        status: 'confirmed',
        round: 1,
        sequence: 0,
        revision: 0,
        seats: { general: expect.any(Number) },
        registeredAt: expect.any(String),
        attendance: { mark: 'attended', minutes: 55, markedAt: expect.any(String) },
        erasedAt: expect.any(String),
      },
    ])
    const keeping = startKeeping(stores)
    await keeping.settle(minutes(50))
    keeping.close()
    for (const { slug } of [events.past, events.open]) expect((await createProving(stores, 1)(slug, minutes(50)))?.findings).toEqual([])
  })
})

describe('what goes wrong', () => {
  test('asking twice, and two runs at the same time, end like one', async () => {
    const events = await makeEvents(erasing.stores)
    const one = await makeEverything(erasing, events, 310)
    await Promise.all([request(one.email, one.person), request(one.email, one.person)])
    await Promise.all([erasing.work(begun), erasing.work(begun)])
    await request(one.email, one.person, minutes(1))
    expect((await finish(events, one.email)).filter((kind) => kind === 'cancellation')).toHaveLength(3)
    expect(await left(one.traces)).toEqual([])
  })

  test('a run that dies at the first or second message, letter, received mail or item about the person is taken up again', async () => {
    const { stores, parts } = erasing
    const events = await makeEvents(stores)
    const one = await makeEverything(erasing, events, 320)
    await request(one.email, one.person)
    const died: string[] = []
    for (const what of ['message', 'person', 'letter', 'receivedMail'] as const) {
      for (const survives of [0, 1]) {
        let count = 0
        const die = (): Promise<never> => {
          died.push(`${what} ${survives}`)
          return Promise.reject(new Error('died'))
        }
        const broken = new Proxy(parts.deleting, {
          get: (of, name, receiver) => (name === what && count++ >= survives ? die : Reflect.get(of, name, receiver)),
        })
        await erasing.work(minutes(0), { deleting: broken }).catch(() => undefined)
        for (const { slug } of Object.values(events)) await sendAll(stores, await idOf(stores, slug, one.email), minutes(0))
      }
    }
    expect(new Set(died)).toEqual(new Set(['message', 'person', 'letter', 'receivedMail'].flatMap((what) => [`${what} 0`, `${what} 1`])))
    await finish(events, one.email)
    expect(await left(one.traces)).toEqual([])
  })

  test('somebody who registers again meanwhile is registered, with an invitation of its own', async () => {
    const { stores } = erasing
    const events = await makeEvents(stores)
    const one = await makeEverything(erasing, events, 330)
    await request(one.email, one.person)
    const [again] = await Promise.all([register(stores, events.open.slug, 330, minutes(1), { name: 'Somebody Anew' }), erasing.work(begun)])
    await finish(events, one.email)
    const second = again === 'confirmed' ? await registrationOf(stores, events.open.slug, one.email) : undefined
    await register(stores, events.open.slug, 330, minutes(60), { name: 'Somebody Anew' })
    const anew = second ?? (await registrationOf(stores, events.open.slug, one.email))
    expect(anew).toMatchObject({ name: 'Somebody Anew', status: 'confirmed', round: 2 })
    expect(await stores.outbox.allOf(anew?.id ?? '')).toMatchObject([{ kind: 'confirmation', round: 2 }])
    expect(await left(one.traces.slice(2))).toEqual([])
  })

  test('a mail being sent ends quietly, and one owed by somebody who had read the registration before is never sent', async () => {
    const { stores } = erasing
    const events = await makeEvents(stores)
    const one = await makeEverything(erasing, events, 340)
    const past = await idOf(stores, events.past.slug, one.email)
    const [confirmation] = await stores.outbox.allOf(past)
    if (confirmation === undefined) throw new Error('no mail')
    await stores.outbox.claim(confirmation, begun)
    await request(one.email, one.person)
    await erasing.work(begun)
    await stores.outbox.mark(confirmation, 'sent', begun, { sesMessageId: 'late' })
    await stores.registrations.owe([{ ...confirmation, id: `${past}_1_survey_0`, kind: 'survey' }])
    const claimed = await stores.outbox.claim({ registrationId: past, id: `${past}_1_survey_0` }, begun)
    expect(claimed?.registration).toBe('erased')
    await finish(events, one.email)
    expect(await left(one.traces)).toEqual([])
  })

  test('if SES takes no mails for two days, erasing waits no longer', async () => {
    const { stores } = erasing
    const events = await makeEvents(stores)
    const one = await makeEverything(erasing, events, 350)
    await request(one.email, one.person)
    for (const minute of [0, 60, 2 * 1440 - 1]) await erasing.work(minutes(minute))
    expect(await left(one.traces)).toContain(one.email)
    for (const minute of [2 * 1440, 2 * 1440 + 15, 2 * 1440 + 30]) await erasing.work(minutes(minute))
    expect(await left(one.traces)).toEqual([])
  })
})

test('organisers see that somebody was erased: in the list, and as a row of the file that keeps the counts', async () => {
  const { stores } = erasing
  const events = await makeEvents(stores)
  const one = await makeEverything(erasing, events, 360)
  await request(one.email, one.person)
  await finish(events, one.email)
  const services = createServices(makeEnvironment(environments.organiser, stores), {
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
  })
  const asked = { ...makeRequest(events.past.slug, { now: minutes(60) }), staff: organiser }
  const list = await registrationList(services)(asked)
  const file = await registrationsExport(services)(asked)
  expect(list.body).toContain('They still count: 1 confirmed, 1 marked as attended.')
  expect(file.body).toMatch(/Erased.*Confirmed.*Attended.*55/)
  for (const trace of one.traces) expect(`${list.body}${file.body}`).not.toContain(trace)
})
