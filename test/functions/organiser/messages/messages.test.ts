import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { createFanningOut } from '../../../../functions/fan-out/fanning-out.ts'
import { messages, writeMessage } from '../../../../functions/organiser/messages/messages.ts'
import type { MessageGroup } from '../../../../shared/domain/mail/organiser-message.ts'
import { writtenMessageSchema } from '../../../../shared/domain/mail/organiser-message.ts'
import { messageEvent } from '../../../../shared/domain/mail/owed-mail.ts'
import { sendOrSupersede } from '../../../../shared/domain/mail/superseded-mail.ts'
import type { StaffRequest } from '../../../../shared/http/request.ts'
import { emblemId } from '../../../../shared/mail/look/emblem.ts'
import { createManaging } from '../../../../shared/use-cases/event/managing.ts'
import { createCancellingForOrganiser } from '../../../../shared/use-cases/registration/cancelling.ts'
import { now, organiser, publishEvent, registerMany } from '../../../make/programme.ts'
import { makeRequest } from '../../../make/request.ts'
import { type LocalStores, startStores } from '../../../store/local-store.ts'
import { allMessages, allRegistrations } from '../../../store/scan.ts'
import { postedForm, textOf } from '../../../views/staff/page.ts'

let stores: LocalStores
beforeAll(async () => {
  stores = await startStores()
})
afterAll(() => stores.stop())

/** An event with two places, both taken, and a waiting person; one of the two attended and has given feedback. */
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
  'a message to people %s reaches only them, once, however often the button is pressed and the work is done',
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

test('once an event is cancelled, a message reaches everyone who had registered then, and nobody who had left before', async () => {
  const about = await written('confirmed')
  const managing = createManaging(stores)
  const [left] = (await allRegistrations(stores, about.slug)).filter(({ status }) => status === 'confirmed')
  if (left === undefined) throw new Error('nobody is confirmed')
  await createCancellingForOrganiser(stores)(about.slug, left.id, { now, tells: false })
  await managing.cancel(about.slug, { staff: organiser, now }, 'Two of our speakers are ill.')
  await createFanningOut(stores)({ slug: about.slug, kind: 'cancellation', revision: 1 }, whole)
  const told = (await allMessages(stores, about.slug)).filter(({ note }) => note === 'Two of our speakers are ill.')
  const page = (await messages(stores)({ ...makeRequest(about.slug), staff: organiser })).body ?? ''
  expect(page).toContain('Everyone who had a place or was waiting when the event was cancelled')
  const message = { ...about, written: { ...about.written, group: 'when-cancelled' as const } }
  await stores.fanOuts.begin(message)
  await createFanningOut(stores)(message, whole)
  const owed = (await allMessages(stores, about.slug)).filter(({ kind }) => kind === 'message')
  expect(owed.map(({ registrationId }) => registrationId).toSorted()).toEqual(told.map(({ registrationId }) => registrationId).toSorted())
  expect([owed.length, owed.map(({ registrationId }) => registrationId).includes(left.id)]).toEqual([2, false])
  expect(owed.map((mail) => sendOrSupersede(mail, { ...left, status: 'cancelled', endedBy: 'event' }, { now }))).toEqual(['send', 'send'])
})

test('a subject is one line, so that it cannot smuggle in a header', () => {
  const subject = 'Documents\r\nBcc: everybody@authority.example'
  expect(writtenMessageSchema.safeParse({ group: 'confirmed', subject, text: 'Hello' }).success).toBe(false)
})

describe('the page where an organiser writes', () => {
  const said = { group: 'confirmed', subject: 'Documents', text: 'They are there.\n\nSee <you>!' }

  /** The page of a new event, with what can be posted to it. */
  const opened = async () => {
    const { slug } = await publishEvent(stores)
    const request = (overrides: Partial<StaffRequest> = {}): StaffRequest => ({ ...makeRequest(slug), staff: organiser, ...overrides })
    const post = (form: Iterable<readonly [string, string]>, overrides: Partial<StaffRequest> = {}) =>
      writeMessage(stores)(request({ body: new URLSearchParams([...form].map(([name, value]) => [name, value])).toString(), ...overrides }))
    return {
      slug,
      post,
      write: (values: Readonly<Record<string, string>>, overrides: Partial<StaffRequest> = {}) => post(Object.entries(values), overrides),
      page: async (query = '') => (await messages(stores)(request({ query: new URLSearchParams(query) }))).body ?? '',
      begun: async () => (await stores.fanOuts.listOf(slug)).map(({ mark, written: text }) => ({ mark, text })),
    }
  }

  test('keeps the input if something is wrong, says what, and sends nothing', async () => {
    const { write, begun } = await opened()
    const reply = await write({ ...said, subject: '', action: 'send', requestKey: 'a-key-of-the-form' })
    const html = reply.body ?? ''
    expect([reply.statusCode, Object.fromEntries(postedForm(html))]).toEqual([
      422,
      expect.objectContaining({ ...said, subject: '', requestKey: 'a-key-of-the-form' }),
    ])
    expect(html).toContain('<li><a href="#subject">Enter a subject</a>')
    expect(html).not.toContain('value="send"')
    expect(await begun()).toEqual([])
  })

  test.each([
    ['attended', '2022-05-17T07:59:59.999Z', '2022-05-17T08:00:00.000Z'],
    ['absent', '2022-05-17T07:59:59.999Z', '2022-05-17T08:00:00.000Z'],
    ['not-answered', '2022-05-17T09:59:59.999Z', '2022-05-17T10:00:00.000Z'],
  ])('accepts no message to people who have %s before there can be any', async (group, before, from) => {
    const { write, begun } = await opened()
    const values = { ...said, group, action: 'send', requestKey: 'a-key-of-the-form' }
    expect([(await write(values, { now: before })).statusCode, await begun()]).toEqual([422, []])
    expect([(await write(values, { now: from })).statusCode, (await begun()).length]).toEqual([303, 1])
  })

  test('says at once that a group is not there and that the subject is missing', async () => {
    const { body = '' } = await (await opened()).write(
      { ...said, group: 'absent', subject: '', action: 'send' },
      { now: '2022-05-17T07:00:00.000Z' },
    )
    expect([...body.matchAll(/<li><a href="#(\w+)">/g)].map(([, field]) => field)).toEqual(['subject', 'group'])
  })

  test('shows a preview first, and sends what was shown', async () => {
    const { slug, page, post, write, begun } = await opened()
    const { requestKey = '' } = Object.fromEntries(postedForm(await page()))
    const shown = await write({ ...said, action: 'preview', requestKey })
    expect([shown.statusCode, await begun()]).toEqual([200, []])
    expect(textOf(shown.body ?? '')).toContain('Dear Organiser, They are there. See <you>!')
    expect(shown.body).toContain('See &lt;you&gt;!')
    const form = postedForm(shown.body ?? '', 'send')
    expect(form.get('requestKey')).toBe(requestKey)
    const sent = await post(form)
    expect([sent.statusCode, sent.headers?.['location']]).toEqual([303, `/organiser/events/${slug}/messages?done=sent`])
    expect(await begun()).toEqual([{ mark: requestKey, text: said }])
    const after = textOf(await page('done=sent'))
    expect(after).toContain('Your message is being sent.')
    // Nobody has been counted yet, which does not mean nobody.
    expect(after).toContain('being prepared')
    expect(after).not.toContain('sent 0 of 0')
  })

  test('sends once if the button is pressed twice, concurrently or later; a new page sends again', async () => {
    const { page, write, begun } = await opened()
    const { requestKey = '' } = Object.fromEntries(postedForm(await page()))
    const press = (key: string) => write({ ...said, action: 'send', requestKey: key })
    const replies = [...(await Promise.all([press(requestKey), press(requestKey)])), await press(requestKey)]
    expect(replies.map(({ statusCode }) => statusCode)).toEqual([303, 303, 303])
    expect(await begun()).toEqual([{ mark: requestKey, text: said }])
    await press(Object.fromEntries(postedForm(await page()))['requestKey'] ?? '')
    expect((await begun()).length).toBe(2)
  })

  test('shows the mail itself in a new tab, so that the message can still be sent or corrected', async () => {
    const { write } = await opened()
    const { body = '' } = await write({ ...said, action: 'preview' })
    expect(body).toMatch(/<button[^>]* value="look" formtarget="_blank">Preview as e-mail \(opens in a new tab\)<\/button>/)
  })

  test('shows the mail itself with this site’s emblem, and lets it load nothing else', async () => {
    const { write, begun } = await opened()
    const { statusCode, headers, body = '' } = await write({ ...said, action: 'look' })
    expect([statusCode, await begun()]).toEqual([200, []])
    expect(body).not.toContain(emblemId)
    expect([...body.matchAll(/<img src="([^"]*)"/g)].map(([, source = '']) => source.replace(/\.[0-9a-f]+\./, '.'))).toEqual([
      '/assets/eu-emblem.svg',
    ])
    expect(headers?.['content-security-policy']).toBe(
      "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    )
  })

  test('is available only to the owner of an event that was not cancelled', async () => {
    const { write, begun } = await opened()
    const stranger = { staff: { ...organiser, subject: 'somebody-else' } }
    const refused = await write({ ...said, action: 'send' }, stranger)
    expect([refused.statusCode, (await write({ ...said, action: 'look' }, stranger)).statusCode, await begun()]).toEqual([403, 403, []])
  })
})
