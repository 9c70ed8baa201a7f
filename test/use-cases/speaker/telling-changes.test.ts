import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { createStillSpeaking } from '../../../functions/mail/sending/still-speaking.ts'
import type { Event } from '../../../shared/domain/event/event.ts'
import { personMailId } from '../../../shared/domain/mail/asked-mail.ts'
import type { OutboxMessage } from '../../../shared/domain/mail/outbox-message.ts'
import { personHash } from '../../../shared/tokens/registration-tokens.ts'
import { createManaging } from '../../../shared/use-cases/event/managing.ts'
import { createAnswering } from '../../../shared/use-cases/speaker/answering.ts'
import { createInviting } from '../../../shared/use-cases/speaker/inviting.ts'
import { createTellingChanges } from '../../../shared/use-cases/speaker/telling-changes.ts'
import { now, organiser, publishEvent } from '../../make/programme.ts'
import { addSpeaker, confirmedSpeaker, current, speakerIn } from '../../make/speakers.ts'
import { type LocalStores, startStores } from '../../store/local-store.ts'

let stores: LocalStores
beforeAll(async () => {
  stores = await startStores()
})
afterAll(() => stores.stop())

const email = 'ana.silva@authority.example'
const who = { staff: organiser, now }
const after = (minutes: number): string => new Date(Date.parse(now) + minutes * 60_000).toISOString()
const session = (id: string, hour: number) => ({
  id,
  title: `Session ${id}`,
  kind: 'talk' as const,
  start: `2022-05-17T${hour}:00`,
  end: `2022-05-17T${hour}:45`,
  speakers: [],
  choose: false,
})
const conference = (): Promise<Event> => publishEvent(stores, { sessions: [session('one', 10), session('two', 11)] })

/** The mails with calendar entries that a speaker of an event is owed, in the order of their SEQUENCE. */
const entriesTo = async ({ slug }: Event): Promise<readonly OutboxMessage[]> => {
  const id = personMailId({ person: personHash(await stores.keys.links(), email) })
  const all = (await stores.outbox.allOf(id)).filter(({ event, calendar }) => event.slug === slug && calendar !== undefined)
  return all.toSorted((a, b) => (a.calendar?.sequence ?? 0) - (b.calendar?.sequence ?? 0) || a.id.localeCompare(b.id))
}
const lines = (mails: readonly OutboxMessage[]): readonly string[] =>
  mails.map(
    ({ kind, calendar, event }) =>
      `${kind} ${calendar?.sequence} ${/-(rehearsal|session-\w+|event)@/.exec(calendar?.uid ?? '')?.[1]} ${event.start}`,
  )

const move = async (event: Event, id: string, hour: number) => {
  const times = { start: `2022-05-17T${hour}:15`, end: `2022-05-17T${hour}:45` }
  const done = await createManaging(stores).arrange(event.slug, who, ({ sessions }) => ({
    sessions: sessions.map((each) => (each.id === id ? { ...each, ...times } : each)),
  }))
  expect(done.outcome).toBe('done')
}

test('who confirms gets an entry for each session and the rehearsal; confirming again sends nothing', async () => {
  const event = await conference()
  const ana = await confirmedSpeaker(stores, event, { sessions: ['one'], rehearsal: '2022-05-16T16:00' })
  expect(lines(await entriesTo(event))).toEqual([
    'speaker-entry 0 rehearsal 2022-05-16T16:00',
    'speaker-entry 0 session-one 2022-05-17T10:00',
  ])
  const [rehearsal, own] = await entriesTo(event)
  expect(own?.speaker?.others?.map(({ key }) => key)).toEqual(['rehearsal'])
  expect(rehearsal?.speaker).toMatchObject({ told: true, entry: 'rehearsal' })
  await createAnswering(stores).confirm(event, ana, { name: ana.name, biography: 'More.' }, after(1))
  expect(await entriesTo(event)).toHaveLength(2)
})

test('many moves lead to one mail, with the times before and after, once they have settled', async () => {
  const event = await conference()
  await confirmedSpeaker(stores, event, { sessions: ['one'] })
  const tell = createTellingChanges(stores)
  for (const hour of [11, 10, 11, 10, 11]) await move(event, 'one', hour)
  await move(event, 'two', 10)
  await tell(after(9))
  expect(await entriesTo(event)).toHaveLength(1)
  await tell(after(11))
  await tell(after(12))
  expect(lines(await entriesTo(event))).toEqual([
    'speaker-entry 0 session-one 2022-05-17T10:00',
    'speaker-entry 1 session-one 2022-05-17T11:15',
  ])
  expect((await entriesTo(event)).at(-1)?.event.before?.startsAt).toBe('2022-05-17T08:00:00.000Z')
})

test('a move there and back tells nobody anything', async () => {
  const event = await conference()
  await confirmedSpeaker(stores, event, { sessions: ['two'] })
  const manage = createManaging(stores)
  await manage.move(event.slug, who, { days: 1 })
  await manage.move(event.slug, who, { days: -1 })
  await createTellingChanges(stores)(after(11))
  expect(await entriesTo(event)).toHaveLength(1)
})

test('a rehearsal that moves, and a session that an organiser changes for another, are told together', async () => {
  const event = await conference()
  const ana = await confirmedSpeaker(stores, event, { sessions: ['one'], rehearsal: '2022-05-16T16:00' })
  const before = lines(await entriesTo(event))
  await createInviting(stores).change(await current(stores, event), ana.id, { sessions: ['two'], rehearsal: '2022-05-16T17:00' }, now)
  await createTellingChanges(stores)(after(11))
  const since = lines(await entriesTo(event)).filter((line) => !before.includes(line))
  expect(since.toSorted()).toEqual([
    'speaker-entry 0 session-two 2022-05-17T11:00',
    'speaker-entry 1 rehearsal 2022-05-16T17:00',
    'speaker-entry-ended 1 session-one 2022-05-17T10:00',
  ])
})

test('a cancelled event, a removed speaker and one who cannot come are taken out of calendars', async () => {
  const [cancelled, removed, left] = [await conference(), await conference(), await conference()]
  for (const event of [cancelled, removed, left]) await confirmedSpeaker(stores, event, { sessions: ['one'] })
  await createManaging(stores).cancel(cancelled.slug, who)
  await createTellingChanges(stores)(after(11))
  const [ana] = await stores.speakers.listOf(await current(stores, removed))
  await createInviting(stores).remove(await current(stores, removed), ana?.id ?? '', now)
  const [own] = await stores.speakers.listOf(await current(stores, left))
  await createAnswering(stores).decline(left, speakerIn({ outcome: 'found', ...(own && { speaker: own }) }), now)
  const ends = await Promise.all([cancelled, removed, left].map(async (event) => (await entriesTo(event)).at(-1)))
  expect(ends.map((mail) => [mail?.kind, mail?.calendar?.sequence, mail?.speaker?.reason])).toEqual([
    ['speaker-entry-ended', 1, 'event'],
    ['speaker-entry-ended', 1, 'removed'],
    ['speaker-entry-ended', 1, 'withdrew'],
  ])
})

test('nobody is told who has not confirmed, and a mail overtaken by a newer one is not sent', async () => {
  const event = await conference()
  await addSpeaker(stores, event, { sessions: ['one'] })
  await move(event, 'one', 10)
  await createTellingChanges(stores)(after(11))
  expect(await entriesTo(event)).toEqual([])
  const [found] = await stores.speakers.listOf(await current(stores, event))
  await createAnswering(stores).confirm(
    await current(stores, event),
    speakerIn({ outcome: 'found', ...(found && { speaker: found }) }),
    { name: 'Ana' },
    now,
  )
  await move(event, 'one', 11)
  await createTellingChanges(stores)(after(11))
  const still = createStillSpeaking(stores)
  const [first, second] = await entriesTo(event)
  const claim = async (message: OutboxMessage | undefined) => message && (await stores.outbox.claim(message, now))?.message
  const [old, newest] = [await claim(first), await claim(second)]
  expect(old && (await still(old, now))).toBeUndefined()
  expect(newest && (await still(newest, now))?.calendar?.sequence).toBe(1)
})
