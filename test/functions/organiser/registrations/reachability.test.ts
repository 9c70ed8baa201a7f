import { afterAll, beforeAll, expect, test } from '@jest/globals'
import * as z from 'zod'
import { listRegistrations } from '../../../../functions/organiser/registrations/api-registrations.ts'
import { registrationsExport } from '../../../../functions/organiser/registrations/download.ts'
import { apiLiftSuppression, liftSuppression } from '../../../../functions/organiser/registrations/mails-again.ts'
import { createReached } from '../../../../functions/organiser/registrations/reachability.ts'
import { emailKey } from '../../../../shared/domain/basics/email-address.ts'
import type { StaffRequest } from '../../../../shared/http/request.ts'
import { logger } from '../../../../shared/runtime/logger.ts'
import { personHash } from '../../../../shared/tokens/registration-tokens.ts'
import { createRegistering } from '../../../../shared/use-cases/registration/registering.ts'
import { csvRows } from '../../../make/csv-rows.ts'
import { noFiles } from '../../../make/no-files.ts'
import { makePerson, now, organiser, publishEvent } from '../../../make/programme.ts'
import { makeRequest } from '../../../make/request.ts'
import { type LocalStores, startStores } from '../../../store/local-store.ts'

let stores: LocalStores
beforeAll(async () => {
  logger.setLogLevel('SILENT')
  stores = await startStores()
})
afterAll(() => stores.stop())

const lifted = '2022-05-12T09:00:00.000Z'
const evidence = { reason: 'no-address', at: '2022-05-12T08:00:02.669Z', feedbackId: 'feedback-1' } as const

let people = 0

/** An event with two people, where mails to the first bounce, and its organiser's actions. */
const withBounced = async () => {
  const { slug } = await publishEvent(stores)
  const register = createRegistering(stores)
  const [ana, bo] = [makePerson(++people, { name: 'Ana' }), makePerson(++people, { name: 'Bo' })]
  await register(slug, ana, { now, language: 'en', requestKey: undefined })
  await register(slug, bo, { now: '2022-04-01T09:00:01.000Z', language: 'en', requestKey: undefined })
  const person = personHash(await stores.keys.links(), emailKey(ana.email))
  const report = (asOf: string) => stores.suppressions.report(person, { what: 'bounce', evidence, asOf, held: undefined })
  await report('2022-05-12T08:00:00.000Z')

  const services = { ...stores, ...noFiles, reached: createReached(stores) }
  const request = (parameters: Readonly<Record<string, string>>, staff = organiser): StaffRequest => ({
    ...makeRequest(slug, { parameter: (name) => parameters[name] ?? slug, now: lifted }),
    staff,
  })
  const page = async () => (await services.reached.pageOf(slug, 10)).registrations
  const [first] = await page()
  return {
    slug,
    report,
    known: () => stores.suppressions.get(person),
    reach: async () => (await page()).map(({ name, unreachable, liftedAt }) => ({ name, reason: unreachable?.reason, liftedAt })),
    csv: async () => (await registrationsExport(services)(request({}))).body ?? '',
    api: async (): Promise<unknown> => JSON.parse((await listRegistrations(services)(request({}))).body ?? ''),
    lift: (staff = organiser, id = first?.id ?? '') => liftSuppression(services)(request({ id }, staff)),
    liftByApi: async (staff = organiser, id = first?.id ?? '') => {
      const { statusCode, body } = await apiLiftSuppression(services)({ ...request({ id }, staff), api: true })
      return [statusCode, JSON.parse(body ?? '')]
    },
  }
}

const unreached = [
  { name: 'Ana', reason: 'no-address', liftedAt: undefined },
  { name: 'Bo', reason: undefined, liftedAt: undefined },
]

test('the list, its file and the API show whom mails do not reach, and why', async () => {
  const { reach, csv, api } = await withBounced()
  expect(await reach()).toEqual(unreached)
  const column = csvRows(await csv()).map((cells) => cells[6])
  expect(column).toEqual(['Cannot be reached', 'The address does not exist (12 May 2022)', ''])
  const listed = z
    .object({ registrations: z.array(z.object({ name: z.string(), unreachable: z.unknown().optional() })) })
    .parse(await api())
  expect(listed.registrations).toEqual([{ name: 'Ana', unreachable: { reason: 'no-address', at: evidence.at } }, { name: 'Bo' }])
})

test('the organiser lifts it, once or twice, and that is recorded', async () => {
  const { slug, reach, lift, known } = await withBounced()
  const replies = [await lift(), await lift()]
  expect(replies.map(({ statusCode, headers }) => [statusCode, headers?.['location']])).toEqual([
    [303, `/organiser/events/${slug}/registrations`],
    [303, `/organiser/events/${slug}/registrations`],
  ])
  expect(await reach()).toEqual([
    { name: 'Ana', reason: undefined, liftedAt: lifted },
    { name: 'Bo', reason: undefined, liftedAt: undefined },
  ])
  expect(await known()).toEqual({ held: new Set(), liftedAt: lifted, liftedBy: 'organiser' })
})

test('an API client lifts it, once or twice, and is told since when mails are sent again', async () => {
  const { lift, liftByApi, reach, known } = await withBounced()
  expect([await liftByApi(), await liftByApi()]).toEqual([
    [200, { liftedAt: lifted }],
    [200, { liftedAt: lifted }],
  ])
  await lift()
  expect((await reach()).map(({ reason, liftedAt }) => [reason, liftedAt])).toEqual([
    [undefined, lifted],
    [undefined, undefined],
  ])
  expect(await known()).toEqual({ held: new Set(), liftedAt: lifted, liftedBy: 'organiser' })
})

test('lifting what was never withheld changes nothing', async () => {
  const { liftByApi, reach, slug } = await withBounced()
  const [, bo] = (await stores.registrations.pageOf(slug, 2)).registrations
  expect([await liftByApi(organiser, bo?.id), await reach()]).toEqual([[200, {}], unreached])
})

test('a late or repeated report about the time before changes nothing; a new one does', async () => {
  const { report, reach, lift } = await withBounced()
  await lift()
  expect([await report('2022-05-12T08:00:00.000Z'), await report(lifted)]).toEqual(['old', 'old'])
  expect((await reach()).map(({ reason }) => reason)).toEqual([undefined, undefined])
  expect(await report('2022-05-12T09:00:01.000Z')).toBe('withheld')
  expect((await reach()).map(({ reason }) => reason)).toEqual(['no-address', undefined])
})

test('only the event’s organiser can lift it, and only for people at that event', async () => {
  const { lift, liftByApi, reach } = await withBounced()
  const other = await withBounced()
  const stranger = await lift({ ...organiser, subject: 'somebody-else' })
  const elsewhere = await lift(organiser, (await stores.registrations.pageOf(other.slug, 1)).registrations[0]?.id)
  const nowhere = await lift(organiser, 'nobody')
  expect([stranger, elsewhere, nowhere].map(({ statusCode }) => statusCode)).toEqual([403, 404, 404])
  const byApi = [
    await liftByApi({ ...organiser, subject: 'somebody-else' }),
    await liftByApi(organiser, (await stores.registrations.pageOf(other.slug, 1)).registrations[0]?.id),
  ]
  expect(byApi.map(([status]) => status)).toEqual([403, 404])
  expect([await reach(), await other.reach()]).toEqual([unreached, unreached])
})
