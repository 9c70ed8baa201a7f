import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { EventInput } from '../../../shared/domain/event/event.ts'
import type { OutboxMessage } from '../../../shared/domain/mail/outbox-message.ts'
import type { Registration } from '../../../shared/domain/registration/registration.ts'
import { ownCalendar } from '../../../shared/mail/calendar/downloaded-entry.ts'
import { invitation } from '../../../shared/mail/calendar/invitation.ts'
import { loadTexts } from '../../../shared/texts/texts.ts'
import { createManaging } from '../../../shared/use-cases/event/managing.ts'
import { type Changing, createChanging } from '../../../shared/use-cases/registration/changing.ts'
import { createHandingOver } from '../../../shared/use-cases/registration/handing-over.ts'
import { createRegistering } from '../../../shared/use-cases/registration/registering.ts'
import { makePerson, now, organiser, publishEvent } from '../../make/programme.ts'
import { type LocalStores, startStores } from '../../store/local-store.ts'
import { allMessages, allRegistrations } from '../../store/scan.ts'

let stores: LocalStores
beforeAll(async () => {
  stores = await startStores()
  await loadTexts('en')
})
afterAll(() => stores.stop())

const hybrid = { format: 'hybrid', venue: 'Town hall, Riga' } as const

type Way = Registration['participation']

const eventWith = async (ways: readonly Way[], overrides: Partial<EventInput> = {}): Promise<string> => {
  const { slug } = await publishEvent(stores, { ...hybrid, ...overrides })
  const register = createRegistering(stores)
  for (const [index, participation] of ways.entries())
    await register(slug, makePerson(index + 1, participation === undefined ? {} : { participation }), {
      now: `2022-04-01T09:00:0${index}.000Z`,
      language: 'en',
      requestKey: undefined,
    })
  return slug
}

const named = async (slug: string, number: number): Promise<Registration> => {
  const found = (await allRegistrations(stores, slug)).find(({ name, status }) => name === `Person ${number}` && status !== 'cancelled')
  if (found === undefined) throw new Error(`no Person ${number}`)
  return found
}

const detailsOf = (number: number) => {
  const { name, organisation, country, role, answers } = makePerson(number)
  return { name, organisation, country, role, answers }
}

const switchTo = async (slug: string, number: number, participation: NonNullable<Way>): Promise<Changing> =>
  createChanging(stores)(await named(slug, number), { ...detailsOf(number), participation }, now)

const mailsTo = async (slug: string, number: number): Promise<readonly OutboxMessage[]> =>
  (await allMessages(stores, slug))
    .filter(({ recipient }) => recipient.name === `Person ${number}`)
    .toSorted((one, other) => (one.calendar?.sequence ?? 0) - (other.calendar?.sequence ?? 0))

const unfolded = (text: string | undefined): string => (text ?? '').replaceAll('\r\n ', '')

/** Where a calendar object says that the event is, and whether it has the link to join. */
const shownIn = (text: string | undefined) => [/^LOCATION:(.*)\r$/m.exec(unfolded(text))?.[1], unfolded(text).includes('meet.example')]

const inPerson = ['Town hall\\, Riga', false]
const online = ['Online', true]

describe('at a hybrid event', () => {
  test('each person is sent to the venue or given the link, in the mail and in the calendar', async () => {
    const slug = await eventWith(['in-person', 'online', undefined])
    const mails = await Promise.all([1, 2, 3].map(async (number) => (await mailsTo(slug, number))[0]))
    expect(mails.map((mail) => mail?.event.format)).toEqual(['in-person', 'online', 'hybrid'])
    expect(mails.map((mail) => shownIn(mail && invitation(mail, 'https://e.example')?.text))).toEqual([
      inPerson,
      online,
      ['Town hall\\, Riga', true],
    ])
    const event = await stores.events.get(slug)
    if (event === undefined) throw new Error('no event')
    const own = await Promise.all([1, 2].map(async (number) => ownCalendar(event, await named(slug, number), 'https://e.example')))
    expect(own.map(shownIn)).toEqual([inPerson, online])
  })

  test('somebody with a place switches, and the calendar follows', async () => {
    const slug = await eventWith(['in-person'])
    expect(await switchTo(slug, 1, 'online')).toBe('changed')
    expect(await switchTo(slug, 1, 'online')).toBe('changed')
    const mails = await mailsTo(slug, 1)
    expect(
      mails.map(({ kind, calendar, switched, event }) => [kind, calendar?.sequence, switched, event.format, event.before?.format]),
    ).toEqual([
      ['confirmation', 0, undefined, 'in-person', undefined],
      ['update', 1, true, 'online', 'in-person'],
    ])
    expect(mails.map((mail) => shownIn(invitation(mail, 'https://e.example')?.text))).toEqual([inPerson, online])
    expect((await named(slug, 1)).participation).toBe('online')
  })

  test('two switches at once leave one of them, and the last mail shows it', async () => {
    const slug = await eventWith([undefined])
    await Promise.all([switchTo(slug, 1, 'online'), switchTo(slug, 1, 'in-person')])
    const mails = await mailsTo(slug, 1)
    expect(mails.at(-1)?.event.format).toBe((await named(slug, 1)).participation)
    expect(new Set(mails.map(({ calendar }) => calendar?.sequence)).size).toBe(mails.length)
  })

  test('somebody who waits changes the wish, without a mail', async () => {
    const slug = await eventWith(['online', 'in-person'], { capacity: 1 })
    expect(await switchTo(slug, 2, 'online')).toBe('changed')
    expect([(await named(slug, 2)).participation, (await mailsTo(slug, 2)).map(({ kind }) => kind)]).toEqual(['online', []])
  })

  test('a colleague takes part as the person did whose place it was', async () => {
    const slug = await eventWith(['in-person'])
    const { name, email } = makePerson(7)
    const to = { name, email, answers: {}, consent: true } as const
    expect(await createHandingOver(stores)(await named(slug, 1), to, now)).toBe('handed-over')
    const [mail] = await mailsTo(slug, 7)
    expect([(await named(slug, 7)).participation, mail?.event.format]).toEqual(['in-person', 'in-person'])
  })

  test('somebody who comes after all is told where', async () => {
    const slug = await eventWith(['online'])
    expect(await switchTo(slug, 1, 'in-person')).toBe('changed')
    const [, update] = await mailsTo(slug, 1)
    expect([update?.event.venue, update?.event.before?.format]).toEqual(['Town hall, Riga', 'online'])
  })
})

describe('when an event becomes hybrid', () => {
  const become = (slug: string, format: EventInput['format']) =>
    createManaging(stores).change(slug, { staff: organiser, now }, (input) => ({ ...input, format }))

  test('who registered before has said nothing, may say it, and keeps the place', async () => {
    const slug = await eventWith([undefined], { format: 'in-person' })
    await become(slug, 'hybrid')
    expect((await named(slug, 1)).participation).toBeUndefined()
    expect(await switchTo(slug, 1, 'online')).toBe('changed')
    expect(await named(slug, 1)).toMatchObject({ participation: 'online', status: 'confirmed' })
  })

  test('and is so no longer, what was said is kept, and shown nowhere', async () => {
    const slug = await eventWith(['online'])
    await become(slug, 'in-person')
    const registration = await named(slug, 1)
    const event = await stores.events.get(slug)
    if (event === undefined) throw new Error('no event')
    expect(registration.participation).toBe('online')
    expect(shownIn(await ownCalendar(event, registration, 'https://e.example'))).toEqual(inPerson)
    const { name: _, ...details } = detailsOf(1)
    expect(await createChanging(stores)(registration, { ...details, name: 'Person 1' }, now)).toBe('changed')
    expect((await named(slug, 1)).participation).toBe('online')
    expect((await mailsTo(slug, 1)).map(({ kind }) => kind)).toEqual(['confirmation'])
  })
})
