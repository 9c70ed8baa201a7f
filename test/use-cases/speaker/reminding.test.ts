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

/** Lets the clock tick at these instants, each twice and then by two ticks at once. */
const tickAt = async (...instants: readonly string[]): Promise<void> => {
  const tick = createTellingChanges(stores)
  for (const instant of instants) {
    await tick(instant)
    await tick(instant)
    await Promise.all([tick(instant), tick(instant)])
  }
}

/** The reminders of an event that its speaker is owed, in the order in which they became so. */
const remindersOf = async ({ slug }: Pick<Event, 'slug'>): Promise<readonly OutboxMessage[]> => {
  const id = personMailId({ person: personHash(await stores.keys.links(), email) })
  const all = (await stores.outbox.allOf(id)).filter(({ event, kind }) => event.slug === slug && kind === 'speaker-reminder')
  return all.toSorted((one, other) => one.createdAt.localeCompare(other.createdAt))
}
const told = async (event: Pick<Event, 'slug'>): Promise<readonly string[]> =>
  (await remindersOf(event)).map(({ createdAt, speaker }) => `${createdAt} ${speaker?.reminder}`)

const soon = '2022-04-01T09:10:00.000Z'

test('who does not answer is reminded once, a week after being asked, and once more if they are asked again', async () => {
  // On 17 May, at 10:00 in Brussels.
  const event = await publishEvent(stores)
  const ana = speakerIn(await addSpeaker(stores, event))
  await tickAt(soon, '2022-04-08T08:59:00.000Z')
  expect(await told(event)).toEqual([])
  await tickAt('2022-04-08T09:00:00.000Z', '2022-04-09T09:00:00.000Z')
  expect(await told(event)).toEqual(['2022-04-08T09:00:00.000Z answer'])
  expect((await stores.speakers.get(ana.slug, ana.id))?.remindedAt).toBe('2022-04-08T09:00:00.000Z')
  await createInviting(stores).invite(await current(stores, event), ana.id, '2022-04-10T09:00:00.000Z')
  await tickAt('2022-04-10T09:10:00.000Z', '2022-04-17T09:00:00.000Z', '2022-05-16T08:00:00.000Z', '2022-05-18T08:00:00.000Z')
  expect(await told(event)).toEqual(['2022-04-08T09:00:00.000Z answer', '2022-04-17T09:00:00.000Z answer'])
})

test('whoever is asked late is reminded three days before, but not within a day of being asked', async () => {
  const [early, late] = [await publishEvent(stores), await publishEvent(stores)]
  const invite = async (event: Event, asked: string) => {
    const ana = speakerIn(await addSpeaker(stores, event, { invite: false }))
    await createInviting(stores).invite(await current(stores, event), ana.id, asked)
  }
  await invite(early, '2022-05-12T08:00:00.000Z')
  await tickAt('2022-05-12T08:10:00.000Z', '2022-05-14T08:00:00.000Z')
  expect(await told(early)).toEqual(['2022-05-14T08:00:00.000Z answer'])
  await invite(late, '2022-05-15T20:00:00.000Z')
  await tickAt('2022-05-15T20:10:00.000Z', '2022-05-16T19:59:00.000Z', '2022-05-16T20:00:00.000Z')
  expect(await told(late)).toEqual(['2022-05-16T20:00:00.000Z answer'])
})

test('a confirmed speaker is reminded a day before the rehearsal and the event, by the times as they are then', async () => {
  const event = await publishEvent(stores)
  await confirmedSpeaker(stores, event, { rehearsal: '2022-05-10T16:00' })
  await tickAt(soon, '2022-05-09T13:59:00.000Z', '2022-05-09T14:00:00.000Z')
  expect(await told(event)).toEqual(['2022-05-09T14:00:00.000Z rehearsal'])
  const moved = await createManaging(stores).move(event.slug, { staff: organiser, now: '2022-05-11T09:00:00.000Z' }, { days: 1 })
  expect(moved.outcome).toBe('done')
  await tickAt('2022-05-11T09:10:00.000Z', '2022-05-16T08:00:00.000Z', '2022-05-17T08:00:00.000Z', '2022-05-18T07:00:00.000Z')
  expect(await told(event)).toEqual(['2022-05-09T14:00:00.000Z rehearsal', '2022-05-17T08:00:00.000Z programme'])
})

test('nobody is reminded who declined, confirmed within the day before, or speaks at a cancelled event', async () => {
  const [declined, lately, cancelled] = [await publishEvent(stores), await publishEvent(stores), await publishEvent(stores)]
  const ana = speakerIn(await addSpeaker(stores, declined))
  await createAnswering(stores).decline(await current(stores, declined), ana, now)
  const own = speakerIn(await addSpeaker(stores, lately))
  await tickAt(soon)
  await createAnswering(stores).confirm(await current(stores, lately), own, { name: 'Ana' }, '2022-05-16T12:00:00.000Z')
  await confirmedSpeaker(stores, cancelled)
  await tickAt(soon)
  await createManaging(stores).cancel(cancelled.slug, { staff: organiser, now })
  await tickAt('2022-05-16T08:00:00.000Z', '2022-05-16T12:10:00.000Z', '2022-05-17T07:00:00.000Z')
  expect(await told(declined)).toEqual([])
  expect(await told(cancelled)).toEqual([])
  expect(await told(lately)).toEqual([])
})

test('a reminder on its way is not sent to somebody who has answered meanwhile', async () => {
  const event = await publishEvent(stores)
  const ana = speakerIn(await addSpeaker(stores, event))
  await tickAt(soon, '2022-04-08T09:00:00.000Z')
  const [reminder] = await remindersOf(event)
  const claimed = reminder && (await stores.outbox.claim(reminder, now))?.message
  const still = createStillSpeaking(stores)
  expect(claimed && (await still(claimed, now))?.kind).toBe('speaker-reminder')
  const asked = await stores.speakers.get(ana.slug, ana.id)
  await createAnswering(stores).confirm(await current(stores, event), asked ?? ana, { name: 'Ana' }, '2022-04-08T09:01:00.000Z')
  expect(claimed && (await still(claimed, now))).toBeUndefined()
})
