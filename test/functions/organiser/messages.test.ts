import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { createFanningOut } from '../../../functions/fan-out/fanning-out.ts'
import type { MessageGroup } from '../../../shared/domain/organiser-message.ts'
import { writtenMessageSchema } from '../../../shared/domain/organiser-message.ts'
import { messageEvent } from '../../../shared/domain/owed-mail.ts'
import { now, publishEvent, registerMany } from '../../make/programme.ts'
import { type LocalStores, startStores } from '../../store/local-store.ts'
import { allMessages, allRegistrations } from '../../store/scan.ts'

let stores: LocalStores
beforeAll(async () => {
  stores = await startStores()
})
afterAll(() => stores.stop())

/** An event with two places, both taken, and a person who waits; one of the two was there and has given feedback. */
const written = async (group: MessageGroup) => {
  const event = await publishEvent(stores, { capacity: 2 })
  await registerMany(stores, event.slug, 3)
  const [first] = (await allRegistrations(stores, event.slug)).filter(({ status }) => status === 'confirmed')
  if (first === undefined) throw new Error('nobody is confirmed')
  await stores.registrations.write(event.slug, 'changed', now, [{ registration: first, set: { answered: true } }])
  await stores.attendances.mark({ id: first.id, mark: 'attended' }, { slug: event.slug, now })
  const about = { kind: 'message', slug: event.slug, revision: 0, mark: 'a-key-of-the-form' } as const
  const text = { group, subject: 'Documents', text: 'They are there.\n\nSee you!' }
  return { ...about, written: text, createdAt: now, event: messageEvent(event) }
}

const whole = { now: () => now, timeLeftMs: () => 60_000 }

test.each([
  ['confirmed', ['confirmed', 'confirmed']],
  ['waitlisted', ['waitlisted']],
  ['attended', ['confirmed']],
  ['absent', []],
  ['not-answered', ['confirmed']],
] as const)(
  'a message to those who are %s reaches them alone, once, press the button and do the work as often as you like',
  async (group, reached) => {
    const message = await written(group)
    expect(await Promise.all([stores.fanOuts.begin(message), stores.fanOuts.begin(message)]).then((begun) => begun.toSorted())).toEqual([
      false,
      true,
    ])
    const work = createFanningOut(stores)
    await work(message, whole)
    await work(message, whole)
    const statuses = new Map((await allRegistrations(stores, message.slug)).map(({ id, status }) => [id, status]))
    const owed = (await allMessages(stores, message.slug)).filter(({ kind }) => kind === 'message')
    expect(owed.map(({ registrationId }) => statuses.get(registrationId))).toEqual(reached)
    expect(owed.map((each) => each.written?.text)).toEqual(reached.map(() => message.written.text))
    expect((await stores.fanOuts.listOf(message.slug)).map(({ mark, finishedAt }) => [mark, finishedAt])).toEqual([[message.mark, now]])
  },
)

test('a subject holds one line, so that it cannot smuggle in a header', () => {
  const subject = 'Documents\r\nBcc: everybody@authority.example'
  expect(writtenMessageSchema.safeParse({ group: 'confirmed', subject, text: 'Hello' }).success).toBe(false)
})
