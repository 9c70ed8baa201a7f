import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import * as z from 'zod'
import { createFanningOut } from '../../../../functions/fan-out/fanning-out.ts'
import { apiMarkAttendance, markAttendance } from '../../../../functions/organiser/attendance/attendance.ts'
import { listRegistrations } from '../../../../functions/organiser/registrations/api-registrations.ts'
import { registrationsExport } from '../../../../functions/organiser/registrations/download.ts'
import { createReached } from '../../../../functions/organiser/registrations/reachability.ts'
import { registrationList } from '../../../../functions/organiser/registrations/registrations.ts'
import { createFolding } from '../../../../functions/summaries/folding.ts'
import { messageEvent } from '../../../../shared/domain/mail/owed-mail.ts'
import type { Marking } from '../../../../shared/domain/registration/attendance.ts'
import type { Registration } from '../../../../shared/domain/registration/registration.ts'
import { fileQuestionsOf } from '../../../../shared/domain/registration-form/file-answer.ts'
import type { StaffRequest } from '../../../../shared/http/request.ts'
import { createAnswerFiles } from '../../../../shared/store/s3/answer-files.ts'
import { bucketOf } from '../../../../shared/store/s3/signing.ts'
import { createManaging } from '../../../../shared/use-cases/event/managing.ts'
import { createRegistering } from '../../../../shared/use-cases/registration/registering.ts'
import { createVacating } from '../../../../shared/use-cases/seats/vacating.ts'
import { csvRows } from '../../../make/csv-rows.ts'
import { makePerson, now, organiser, publishEvent, registerMany } from '../../../make/programme.ts'
import { makeRequest } from '../../../make/request.ts'
import { type LocalStores, startStores } from '../../../store/local-store.ts'
import { allRegistrations, owedByKind } from '../../../store/scan.ts'
import { postedForm } from '../../../views/staff/page.ts'

let stores: LocalStores
beforeAll(async () => {
  stores = await startStores()
})
afterAll(() => stores.stop())

const start = '2022-05-17T08:00:00.000Z'
const early = '2022-05-17T07:59:59.999Z'
const later = '2022-05-17T11:00:00.000Z'
const stranger = { ...organiser, subject: 'somebody-else' }

const listedSchema = z.object({ registrations: z.array(z.object({ name: z.string(), attendance: z.unknown().optional() })) })

/** An event with this many people, and its organiser's actions on them. */
const withPeople = async (count: number, capacity = count) => {
  const { slug } = await publishEvent(stores, { capacity })
  await registerMany(stores, slug, count)
  const reached = createReached(stores)
  const files = createAnswerFiles(
    bucketOf('files', { AWS_REGION: 'eu-west-1', AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' }),
  )
  const services = { ...stores, reached, files, fileQuestions: fileQuestionsOf }
  const request = (overrides: Partial<StaffRequest> = {}): StaffRequest => ({
    ...makeRequest(slug, { now: start }),
    staff: organiser,
    ...overrides,
  })
  const person = async (number: number): Promise<Registration> => {
    const found = (await allRegistrations(stores, slug)).find(({ name }) => name === `Person ${number}`)
    if (found === undefined) throw new Error(`nobody is number ${number}`)
    return found
  }
  return {
    slug,
    person,
    marks: async () => {
      const all = await allRegistrations(stores, slug)
      return Object.fromEntries(all.map(({ name, attendance }) => [name.slice(7), attendance?.mark]))
    },
    /** The current form of the page, to be changed and sent. */
    form: async (at = start): Promise<URLSearchParams> => {
      const reply = await registrationList(services)(request({ now: at }))
      return postedForm(reply.body ?? '')
    },
    send: async (form: URLSearchParams, overrides: Partial<StaffRequest> = {}) => {
      const reply = await markAttendance(services)(request({ body: form.toString(), ...overrides }))
      return [reply.statusCode, reply.headers?.['location']]
    },
    api: async (marks: readonly unknown[], overrides: Partial<StaffRequest> = {}) => {
      const reply = await apiMarkAttendance(services)(request({ api: true, body: JSON.stringify({ marks }), ...overrides }))
      const answer: unknown = JSON.parse(reply.body ?? '')
      return { status: reply.statusCode, answer }
    },
    listed: async () =>
      listedSchema.parse(JSON.parse((await listRegistrations(services)(request({ api: true }))).body ?? '')).registrations,
    csv: async () => (await registrationsExport(services)(request())).body ?? '',
    set: (marking: Marking, at = start) => stores.attendances.mark(marking, { slug, now: at }),
  }
}

/** Chooses a person's mark on a form, as clicking a radio button does. */
const choose = (form: URLSearchParams, { id }: Registration, mark: string): URLSearchParams => {
  const name = [...form.keys()].find((key) => key.startsWith(`mark.${id}.`))
  if (name === undefined) throw new Error('the page has no choice for this person')
  form.set(name, mark)
  return form
}

const back = (slug: string, done = 'marked') => [303, `/organiser/events/${slug}/registrations?done=${done}`]

describe('the page of registrations', () => {
  test('accepts marks from the start, keeps, changes and removes them', async () => {
    const { slug, form, send, marks, person } = await withPeople(3)
    const [ana, bo] = [await person(1), await person(2)]
    expect([...(await form(early)).keys()].filter((key) => key.startsWith('mark.'))).toEqual([])
    expect(await send(choose(choose(await form(), ana, 'attended'), bo, 'absent'))).toEqual(back(slug))
    expect(await marks()).toEqual({ 1: 'attended', 2: 'absent', 3: undefined })
    expect(await send(choose(choose(await form(), ana, ''), bo, 'attended'))).toEqual(back(slug))
    expect(await marks()).toEqual({ 1: undefined, 2: 'attended', 3: undefined })
  })

  test('marks everyone else as attended, except those marked absent', async () => {
    const { form, send, marks, person } = await withPeople(3)
    const chosen = choose(await form(), await person(2), 'absent')
    chosen.set('action', 'others')
    await send(chosen)
    expect(await marks()).toEqual({ 1: 'attended', 2: 'absent', 3: 'attended' })
  })

  test('open twice, as at two doors, loses no marks of either, in any order and if repeated', async () => {
    const { form, send, marks, person } = await withPeople(4)
    const people = await Promise.all([1, 2, 3, 4].map(person))
    await send(choose(await form(), people[3] ?? (await person(4)), 'attended'))
    const [one, other] = [await form(), await form()]
    const [first, second, , fourth] = people
    if (first === undefined || second === undefined || fourth === undefined) throw new Error('somebody is missing')
    choose(one, first, 'attended')
    choose(choose(other, second, 'absent'), fourth, 'absent')
    await Promise.all([send(one), send(other), send(one)])
    expect(await marks()).toEqual({ 1: 'attended', 2: 'absent', 3: undefined, 4: 'absent' })
    one.set('action', 'others')
    await send(one)
    expect(await marks()).toEqual({ 1: 'attended', 2: 'absent', 3: 'attended', 4: 'absent' })
  })

  test('says that somebody no longer has a place, and marks the others', async () => {
    const { slug, form, send, marks, person } = await withPeople(2)
    const filled = choose(choose(await form(), await person(1), 'attended'), await person(2), 'attended')
    await createVacating(stores)(await person(1), 'person', start)
    expect(await send(filled)).toEqual(back(slug, 'marked-some'))
    expect(await marks()).toEqual({ 1: undefined, 2: 'attended' })
  })

  test('returns to its place in a long list, and nowhere else', async () => {
    const { slug, form, send } = await withPeople(1)
    const from = Buffer.from(JSON.stringify({ slug, after: 'a' })).toString('base64url')
    const elsewhere = Buffer.from(JSON.stringify({ slug: 'other', after: 'a' })).toString('base64url')
    const sent = await form()
    sent.set('from', from)
    expect(await send(sent)).toEqual([303, `/organiser/events/${slug}/registrations?from=${from}&done=marked`])
    sent.set('from', elsewhere)
    expect(await send(sent)).toEqual(back(slug))
  })
})

describe('an API client', () => {
  test('marks several people in one request, gets a result for each, and can repeat it safely', async () => {
    const { api, person, listed, slug } = await withPeople(3, 2)
    const elsewhere = await (await withPeople(1)).person(1)
    const all = await allRegistrations(stores, slug)
    const [here, there] = all.filter(({ status }) => status === 'confirmed')
    const [waiting] = all.filter(({ status }) => status === 'waitlisted')
    const marks = [
      { id: here?.id, mark: 'attended', minutes: 87 },
      { id: there?.id, mark: 'absent' },
      { id: waiting?.id, mark: 'attended' },
      { id: elsewhere.id, mark: 'attended' },
      { id: 'nobody', mark: 'attended' },
    ]
    const outcomes = async (now: string) => {
      const { status, answer } = await api(marks, { now })
      expect(status).toBe(200)
      return z
        .object({ marks: z.array(z.object({ id: z.string(), outcome: z.string() })) })
        .parse(answer)
        .marks.map(({ outcome }) => outcome)
    }
    expect(await outcomes(start)).toEqual(['marked', 'marked', 'not-confirmed', 'no-such-registration', 'no-such-registration'])
    expect(await outcomes(later)).toEqual(['unchanged', 'unchanged', 'not-confirmed', 'no-such-registration', 'no-such-registration'])
    const shown = new Map((await listed()).map(({ name, attendance }) => [name, attendance]))
    expect([here, there, waiting].map((each) => shown.get(each?.name ?? ''))).toEqual([
      { mark: 'attended', minutes: 87, markedAt: start },
      { mark: 'absent', markedAt: start },
      undefined,
    ])
    expect((await person(1)).attendance?.markedAt).not.toBe(later)
  })

  test('replaces recorded minutes, and removes a mark once', async () => {
    const { api, person } = await withPeople(1)
    const { id } = await person(1)
    await api([{ id, mark: 'attended', minutes: 30 }])
    await api([{ id, mark: 'attended', minutes: 45 }], { now: later })
    expect((await person(1)).attendance).toEqual({ mark: 'attended', minutes: 45, markedAt: later })
    await api([{ id, mark: 'attended' }])
    expect((await person(1)).attendance).toEqual({ mark: 'attended', markedAt: start })
    const answers = [await api([{ id, mark: null }]), await api([{ id, mark: null }])]
    expect(answers.map(({ answer }) => answer)).toEqual([{ marks: [{ id, outcome: 'marked' }] }, { marks: [{ id, outcome: 'unchanged' }] }])
    expect((await person(1)).attendance).toBeUndefined()
  })

  test('is told which mark is wrong, and nobody is marked', async () => {
    const { api, person } = await withPeople(1)
    const { id } = await person(1)
    const { status, answer } = await api([{ id, mark: 'absent', minutes: 5 }])
    expect([status, answer]).toEqual([422, expect.objectContaining({ errors: [expect.objectContaining({ field: 'marks.0.minutes' })] })])
    expect((await person(1)).attendance).toBeUndefined()
  })
})

describe('nobody is marked', () => {
  test('before the start, or at a cancelled event', async () => {
    const { slug, api, send, form, person, marks } = await withPeople(1)
    const filled = choose(await form(), await person(1), 'attended')
    const wanted = [{ id: (await person(1)).id, mark: 'attended' }]
    expect([(await send(filled, { now: early }))[0], (await api(wanted, { now: early })).status]).toEqual([409, 409])
    await createManaging(stores).cancel(slug, { staff: organiser, now })
    expect([(await send(filled))[0], (await api(wanted)).status]).toEqual([409, 409])
    expect(await marks()).toEqual({ 1: undefined })
  })

  test('except by the owner; nobody else learns who is registered', async () => {
    const { api, send, form, person, marks } = await withPeople(1)
    const { id, name, email } = await person(1)
    const filled = choose(await form(), await person(1), 'attended')
    const refused = await api([{ id, mark: 'attended' }], { staff: stranger })
    const nobody = await api([{ id: 'nobody', mark: 'attended' }], { staff: stranger })
    expect([(await send(filled, { staff: stranger }))[0], refused.status]).toEqual([403, 403])
    expect(refused).toEqual(nobody)
    for (const secret of [id, name, email]) expect(JSON.stringify(refused)).not.toContain(secret)
    expect(await marks()).toEqual({ 1: undefined })
  })
})

describe('a mark', () => {
  test('changes nothing else in a registration, owes no mail and counts nobody twice', async () => {
    const { slug, person, set } = await withPeople(1)
    const before = await person(1)
    const [owed, counted] = [await owedByKind(stores, slug), await stores.events.getWithSeats(slug)]
    await set({ id: before.id, mark: 'attended' })
    const { attendance, ...after } = await person(1)
    expect([attendance, after]).toEqual([{ mark: 'attended', markedAt: start }, before])
    expect([await owedByKind(stores, slug), await stores.events.getWithSeats(slug)]).toEqual([owed, counted])
    const image = { slug: { S: slug }, status: { S: 'confirmed' } }
    const marking = {
      eventName: 'MODIFY',
      dynamodb: {
        SequenceNumber: '1',
        Keys: { pk: { S: `REGISTRATION#${before.id}` }, sk: { S: 'REGISTRATION' } },
        OldImage: image,
        NewImage: { ...image, attendance: { M: { mark: { S: 'attended' }, markedAt: { S: start } } } },
      },
    } as const
    const tally = await stores.tallies.get(slug)
    await createFolding(stores)('shard-1', [marking])
    expect(await stores.tallies.get(slug)).toEqual(tally)
  })

  test('survives a concurrent change of the invitation, and is no longer shown once the place is given up', async () => {
    const { slug, person, set, listed, csv } = await withPeople(1)
    const read = await person(1)
    await set({ id: read.id, mark: 'attended', minutes: 61 })
    const changed = await stores.registrations.write(slug, 'changed', start, [{ registration: read, set: { revision: 1, sequence: 1 } }])
    expect(changed).toEqual({ outcome: 'written' })
    expect((await person(1)).attendance).toEqual({ mark: 'attended', minutes: 61, markedAt: start })
    expect(csvRows(await csv()).map((cells) => cells.slice(8, 10))).toEqual([
      ['Attendance', 'Minutes attended'],
      ['Attended', '61'],
    ])
    await createVacating(stores)(await person(1), 'person', start)
    expect(await listed()).toEqual([{ name: 'Person 1' }])
    expect(csvRows(await csv()).map((cells) => cells.slice(8, 10))).toEqual([
      ['Attendance', 'Minutes attended'],
      ['', ''],
    ])
  })

  test('of an earlier registration is gone if the person registers again', async () => {
    const { slug, person, set } = await withPeople(1)
    await set({ id: (await person(1)).id, mark: 'absent' })
    await createVacating(stores)(await person(1), 'person', start)
    await createRegistering(stores)(slug, makePerson(1), { now: start, language: 'en', requestKey: undefined })
    const { round, attendance } = await person(1)
    expect([round, attendance]).toEqual([2, undefined])
  })

  test('as absent prevents the request for feedback; one as attended does not', async () => {
    const { slug, person, set } = await withPeople(3)
    await set({ id: (await person(1)).id, mark: 'absent' })
    await set({ id: (await person(2)).id, mark: 'attended' })
    const event = await stores.events.get(slug)
    if (event === undefined) throw new Error('no event')
    const survey = { kind: 'survey', slug, revision: 0, mark: 'survey', createdAt: later, event: messageEvent(event), owed: 0 } as const
    await stores.fanOuts.begin(survey)
    await createFanningOut(stores)(survey, { now: () => later, timeLeftMs: () => 60_000 })
    expect(await owedByKind(stores, slug)).toEqual({ confirmation: 3, survey: 2 })
  })
})
