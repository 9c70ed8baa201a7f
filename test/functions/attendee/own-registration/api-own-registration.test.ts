import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { environment } from '../../../../functions/attendee/environment.ts'
import * as own from '../../../../functions/attendee/own-registration/api-own-registration.ts'
import { createServices, type Services } from '../../../../functions/attendee/services.ts'
import { emailKey } from '../../../../shared/domain/basics/email-address.ts'
import type { EventInput } from '../../../../shared/domain/event/event.ts'
import { registrationId, registrationToken } from '../../../../shared/tokens/registration-tokens.ts'
import { createManaging } from '../../../../shared/use-cases/event/managing.ts'
import { createCancelling } from '../../../../shared/use-cases/registration/cancelling.ts'
import { createRegistering } from '../../../../shared/use-cases/registration/registering.ts'
import { makeEnvironment } from '../../../make/environment.ts'
import { makePerson, now, organiser, publishEvent } from '../../../make/programme.ts'
import { makeRequest } from '../../../make/request.ts'
import { type LocalStores, startStores } from '../../../store/local-store.ts'

let stores: LocalStores
let services: Services
beforeAll(async () => {
  stores = await startStores()
  const variables = makeEnvironment(environment, stores)
  services = createServices(variables, { AWS_REGION: 'eu-west-1', AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' })
})
afterAll(() => stores.stop())

const eventWith = async (count: number, overrides: Partial<EventInput> = {}, of: object = {}): Promise<string> => {
  const { slug } = await publishEvent(stores, overrides)
  const register = createRegistering(stores)
  for (let number = 1; number <= count; number++)
    await register(slug, makePerson(number, of), { now: `2022-04-01T09:00:0${number}.000Z`, language: 'en', requestKey: undefined })
  return slug
}

const linkOf = async (slug: string, number: number) => {
  const key = await stores.keys.links()
  const subject = { id: registrationId(key, slug, emailKey(makePerson(number).email)), round: 1 }
  return { subject, token: registrationToken(key, subject) }
}

const call = async (run: (typeof own)[keyof typeof own], token: string, body?: unknown, at = now) => {
  const request = makeRequest(token, { api: true, now: at, body: body === undefined ? '' : JSON.stringify(body) })
  const reply = await run(services)(request)
  const answer: unknown = JSON.parse(reply.body ?? '')
  return { status: reply.statusCode, type: reply.headers?.['content-type'], answer }
}

const dayMs = 86_400_000

const problem = (status: number) => ({ status, type: 'application/problem+json; charset=utf-8' })

test('a personal link opens nothing once ninety days have passed since the event', async () => {
  const slug = await eventWith(1)
  const { token } = await linkOf(slug, 1)
  const end = Date.parse((await stores.events.get(slug))?.endsAt ?? '') + 90 * dayMs
  const [last, after] = [end - 1, end].map((ms) => new Date(ms).toISOString())
  expect((await call(own.getRegistration, token, undefined, last)).status).toBe(200)
  const runs = [own.getRegistration, own.cancelRegistration, own.acceptOffer, own.handOver, own.changeRegistration]
  const answers = await Promise.all(runs.map((run) => call(run, token, {}, after)))
  expect(answers).toMatchObject(runs.map(() => problem(410)))
})

describe('with the token of a personal link, a client', () => {
  test('reads the registration, where to join and what can be done, and nothing internal', async () => {
    const slug = await eventWith(1)
    const { status, answer } = await call(own.getRegistration, (await linkOf(slug, 1)).token)
    expect([status, answer]).toMatchObject([
      200,
      {
        status: 'confirmed',
        name: 'Person 1',
        email: 'person1@authority.example',
        joinUrl: 'https://meet.example/building-market-demand',
        answersUntil: '2022-05-17T08:00:00.000Z',
        actions: ['change', 'cancel', 'hand-over', 'change-address'],
        event: { slug, url: `https://events.example/events/${slug}`, timeZone: 'Europe/Brussels' },
      },
    ])
    expect(Object.keys(Object(answer)).filter((name) => /seats|revision|sequence|round|^id$|requestKey|groups/.test(name))).toEqual([])
  })

  test('learns its position on the waiting list, but not where to join', async () => {
    const slug = await eventWith(3, { capacity: 1 })
    const { answer } = await call(own.getRegistration, (await linkOf(slug, 3)).token)
    expect(answer).toMatchObject({ status: 'waitlisted', position: 5, actions: ['change', 'cancel', 'change-address'] })
    expect(Object.keys(Object(answer))).not.toContain('joinUrl')
  })

  test('changes details and single answers, and removes optional ones', async () => {
    const questions: EventInput['questions'] = [
      { id: 'guests', type: 'number', label: 'Guests', required: false, max: 3 },
      { id: 'diet', type: 'text', label: 'Diet', required: false, rows: 1 },
    ]
    const slug = await eventWith(1, { questions }, { answers: { guests: 1, diet: 'Vegan' }, accessibilityNeeds: 'Captions' })
    const { token } = await linkOf(slug, 1)
    const { status, answer } = await call(own.changeRegistration, token, {
      name: 'Other Name',
      accessibilityNeeds: null,
      answers: { guests: 2, diet: null },
    })
    expect([status, answer]).toMatchObject([200, { name: 'Other Name', answers: { guests: 2 }, organisation: 'Ministry of the Interior' }])
    expect([Object(answer).accessibilityNeeds, Object(answer).answers.diet]).toEqual([undefined, undefined])
    const wrong = await call(own.changeRegistration, token, { answers: { guests: 4 }, email: 'other@authority.example' })
    expect(wrong).toMatchObject({
      ...problem(422),
      answer: {
        errors: [
          { field: 'email', code: 'unknown-field' },
          { field: 'answers.guests', code: 'too-big' },
        ],
      },
    })
    expect(await call(own.changeRegistration, token, { answers: { guests: 4 } })).toMatchObject({
      ...problem(422),
      answer: { errors: [{ field: 'answers.guests', code: 'too-big' }] },
    })
  })

  test('keeps the answers it does not mention when the organiser has corrected the options', async () => {
    const option = (id: string) => ({ id, label: id })
    const questions = (diet: string): EventInput['questions'] => [
      { id: 'diet', type: 'choice', label: 'Diet', required: true, options: [option(diet), option('meat')] },
      { id: 'allergies', type: 'text', label: 'Allergies', required: false, rows: 1, when: { question: 'diet', is: [diet] } },
      { id: 'guests', type: 'number', label: 'Guests', required: false },
    ]
    const answers = { diet: 'vegeterian', allergies: 'Nuts', guests: 9 }
    const slug = await eventWith(
      1,
      { questions: questions('vegeterian'), attendeeTypes: [option('pannelist')] },
      { answers, attendeeType: 'pannelist' },
    )
    const [diet, allergies, guests] = questions('vegetarian')
    const corrected = [diet, allergies, { ...guests, max: 3 }]
    const changed = await createManaging(stores).change(slug, { staff: organiser, now }, (input) => ({
      ...input,
      questions: corrected,
      attendeeTypes: [],
    }))
    expect(changed.outcome).toBe('done')
    const { token } = await linkOf(slug, 1)
    const kept = { attendeeType: 'pannelist', name: 'Other Name', answers }
    expect(await call(own.changeRegistration, token, { name: 'Other Name' })).toMatchObject({ status: 200, answer: kept })
    expect(await call(own.changeRegistration, token, { answers: { allergies: 'Nuts and sesame' } })).toMatchObject({
      status: 200,
      answer: { ...kept, answers: { ...answers, allergies: 'Nuts and sesame' } },
    })
    const { answer } = await call(own.changeRegistration, token, { answers: { diet: 'meat' } })
    expect(Object(answer).answers).toEqual({ diet: 'meat', guests: 9 })
  })

  test('changes details but no answers after their deadline', async () => {
    const questions: EventInput['questions'] = [{ id: 'guests', type: 'number', label: 'Guests', required: true }]
    const slug = await eventWith(1, { questions, changesUntil: '2022-04-02T10:00' }, { answers: { guests: 1 } })
    const { token } = await linkOf(slug, 1)
    const late = '2022-04-03T10:00:00.000Z'
    expect(await call(own.changeRegistration, token, { answers: { guests: 2 } }, late)).toMatchObject(problem(409))
    expect(await call(own.changeRegistration, token, { name: 'Late Name' }, late)).toMatchObject({
      status: 200,
      answer: { name: 'Late Name', answers: { guests: 1 } },
    })
  })

  test('changes the choice of sessions until the deadline; full and overlapping ones are refused', async () => {
    const at = (start: string, end: string) => ({
      kind: 'talk' as const,
      start: `2022-05-17T${start}`,
      end: `2022-05-17T${end}`,
      speakers: [],
      choose: true,
    })
    const sessions: EventInput['sessions'] = [
      { title: 'Lab', ...at('10:00', '10:40'), capacity: 1 },
      { title: 'Walk', ...at('10:20', '11:00') },
      { title: 'Talk', ...at('11:00', '11:40') },
    ]
    const slug = await eventWith(1, { sessions, changesUntil: '2022-04-02T10:00' }, { sessions: ['lab'] })
    await createRegistering(stores)(slug, makePerson(2), { now, language: 'en', requestKey: undefined })
    const { token } = await linkOf(slug, 2)
    const full = await call(own.changeRegistration, token, { sessions: ['lab'] })
    expect(full).toMatchObject({ ...problem(422), answer: { errors: [{ field: 'sessions', code: 'session-full' }] } })
    expect(await call(own.changeRegistration, token, { sessions: ['walk', 'talk'] })).toMatchObject({
      status: 200,
      answer: { sessions: ['walk', 'talk'] },
    })
    expect(await call(own.changeRegistration, (await linkOf(slug, 1)).token, { sessions: ['lab', 'walk'] })).toMatchObject({
      ...problem(422),
      answer: { errors: [{ field: 'sessions', code: 'sessions-overlap' }] },
    })
    const late = '2022-04-03T10:00:00.000Z'
    expect(await call(own.changeRegistration, token, { sessions: [] }, late)).toMatchObject(problem(409))
    expect(await call(own.changeRegistration, token, { name: 'Late' }, late)).toMatchObject({ answer: { sessions: ['walk', 'talk'] } })
  })

  test('changes details while an offer stands, and while waiting', async () => {
    const slug = await eventWith(3, { capacity: 1 })
    await createCancelling(stores)((await linkOf(slug, 1)).subject, now)
    for (const [number, status] of [
      [2, 'offered'],
      [3, 'waitlisted'],
    ] as const) {
      const { token } = await linkOf(slug, number)
      const changed = { status: 200, answer: { status, name: 'Other Name', organisation: 'Ministry of Justice' } }
      expect(await call(own.changeRegistration, token, { name: 'Other Name', organisation: 'Ministry of Justice' })).toMatchObject(changed)
    }
    expect(await call(own.acceptOffer, (await linkOf(slug, 2)).token)).toMatchObject({
      answer: { status: 'confirmed', name: 'Other Name' },
    })
  })

  test('accepts an offer, also twice, and gets no place without one', async () => {
    const slug = await eventWith(2, { capacity: 1 })
    const { token } = await linkOf(slug, 2)
    expect(await call(own.acceptOffer, token)).toMatchObject(problem(409))
    await createCancelling(stores)((await linkOf(slug, 1)).subject, now)
    expect((await call(own.getRegistration, token)).answer).toMatchObject({
      status: 'offered',
      actions: ['change', 'accept', 'cancel', 'change-address'],
    })
    for (const _ of [1, 2]) expect(await call(own.acceptOffer, token)).toMatchObject({ status: 200, answer: { status: 'confirmed' } })
  })

  test('leaves the waiting list by cancelling, also twice', async () => {
    const slug = await eventWith(2, { capacity: 1 })
    const { token } = await linkOf(slug, 2)
    for (const _ of [1, 2])
      expect(await call(own.cancelRegistration, token)).toMatchObject({
        status: 200,
        answer: { status: 'cancelled', endedBy: 'person', actions: [] },
      })
  })

  test('hands over the place, and is told the same whether or not the colleague was registered', async () => {
    const slug = await eventWith(3)
    const to = (number: number) => {
      const { name, email } = makePerson(number)
      return { name, email, consent: true }
    }
    const answers = [
      await call(own.handOver, (await linkOf(slug, 1)).token, to(3)),
      await call(own.handOver, (await linkOf(slug, 2)).token, to(4)),
    ]
    const told = { status: 200, answer: { status: 'cancelled', endedBy: 'handed-over', actions: [] } }
    expect(answers).toMatchObject([told, told])
    expect(Object.keys(Object(answers[0]?.answer))).toEqual(Object.keys(Object(answers[1]?.answer)))
    const { token } = await linkOf(slug, 3)
    expect(await call(own.handOver, token, { ...to(3) })).toMatchObject({
      ...problem(422),
      answer: { errors: [{ field: 'email', code: 'own-address' }] },
    })
    expect(await call(own.handOver, token, { name: 'X' })).toMatchObject(problem(422))
  })
})

test.each(Object.keys(own))('finds nothing with a wrong token: %s', async (name) => {
  const slug = await eventWith(1)
  const { token } = await linkOf(slug, 1)
  const run = Object.entries(own).find(([each]) => each === name)?.[1]
  if (run === undefined) throw new Error(`no operation ${name}`)
  const tampered = `${token.slice(0, -2)}${token.endsWith('AA') ? 'BB' : 'AA'}`
  const { name: of, email } = makePerson(9)
  for (const wrong of ['wrong', tampered, token.replace('.1.', '.2.')])
    expect(await call(run, wrong, { name: of, email, consent: true })).toMatchObject(problem(404))
  expect((await stores.registrations.get((await linkOf(slug, 1)).subject.id))?.status).toBe('confirmed')
})

test('can change nothing once the event is cancelled', async () => {
  const slug = await eventWith(1)
  await createManaging(stores).cancel(slug, { staff: organiser, now })
  const { token } = await linkOf(slug, 1)
  expect(await call(own.changeRegistration, token, { name: 'X' })).toMatchObject(problem(409))
  expect(await call(own.cancelRegistration, token)).toMatchObject(problem(409))
  expect((await call(own.getRegistration, token)).answer).toMatchObject({ actions: [], event: { status: 'cancelled' } })
})
