import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { SQSRecord } from 'aws-lambda'
import * as z from 'zod'
import { createFollowing } from '../../../functions/mail-events/following.ts'
import { followAll } from '../../../functions/mail-events/queue-batch.ts'
import { emailKey } from '../../../shared/domain/basics/email-address.ts'
import type { OutboxMessage } from '../../../shared/domain/mail/outbox-message.ts'
import { unreachable } from '../../../shared/domain/mail/suppression.ts'
import { logger } from '../../../shared/runtime/logger.ts'
import { personHash } from '../../../shared/tokens/registration-tokens.ts'
import { createRegistering } from '../../../shared/use-cases/registration/registering.ts'
import { makePerson, now, publishEvent } from '../../make/programme.ts'
import { sesEvent } from '../../make/ses-event.ts'
import { type LocalStores, startStores } from '../../store/local-store.ts'
import { allMessages } from '../../store/scan.ts'

let stores: LocalStores
beforeAll(async () => {
  logger.setLogLevel('SILENT')
  stores = await startStores()
})
afterAll(() => stores.stop())

const records = (...bodies: readonly unknown[]): readonly SQSRecord[] =>
  z.array(z.custom<SQSRecord>()).parse(bodies.map((body, index) => ({ messageId: `message-${index}`, body: JSON.stringify(body) })))

/** Delivers events in one batch; returns the ids of those to be delivered again. */
const happen = async (...events: readonly unknown[]): Promise<readonly string[]> =>
  (await followAll(createFollowing(stores), records(...events))).batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)

let people = 0

/** Moves a message of unknown fate on, as the clock and a sender do if no event told its fate in time. */
const carryOn = async (message: OutboxMessage, to: 'pending' | 'parked' | 'superseded'): Promise<void> => {
  await stores.outbox.putBack(message, 'again', now)
  if (to === 'pending') return
  await stores.outbox.claim(message, now)
  if (to === 'parked') await stores.outbox.putBack(message, 'park', now)
  else await stores.outbox.mark(message, 'supersede', now)
}

/** A person who has just registered, with a mail being sent, sent, or of unknown fate, and what becomes of it. */
const registered = async (state: 'sending' | 'unknown' | 'sent' | 'pending' | 'parked' | 'superseded') => {
  const { slug } = await publishEvent(stores)
  const person = makePerson(++people)
  await createRegistering(stores)(slug, person, { now, language: 'en', requestKey: undefined })
  const message = async (): Promise<OutboxMessage> => {
    const [found] = await allMessages(stores, slug)
    if (found === undefined) throw new Error('no message')
    return found
  }
  const first = await message()
  await stores.outbox.claim(first, now)
  if (state === 'sent') await stores.outbox.mark(first, 'sent', now, { sesMessageId: 'ses-1' })
  if (state !== 'sent' && state !== 'sending') await stores.outbox.lose(first, now, { fault: 'TimeoutError' })
  if (state === 'pending' || state === 'parked' || state === 'superseded') await carryOn(first, state)
  return { about: { outbox: first.id, destination: [person.email] }, email: person.email, message }
}

const known = async (email: string) => stores.suppressions.get(personHash(await stores.keys.links(), emailKey(email)))
const reasonFor = async (email: string) => {
  const suppression = await known(email)
  return suppression && unreachable(suppression)?.reason
}

const permanent = { bounceType: 'Permanent', bounceSubType: 'General' }

describe('SES took a mail', () => {
  test.each(['sending', 'unknown', 'sent', 'pending', 'parked', 'superseded'] as const)(
    'that is %s here: it is marked as sent, with the id, also if reported twice',
    async (state) => {
      const { about, message } = await registered(state)
      expect(await happen(sesEvent.sent(about), sesEvent.sent(about))).toEqual([])
      expect(await message()).toMatchObject({ state: 'sent', sesMessageId: 'ses-1' })
    },
  )

  test.each([
    ['nobody here knows', { outbox: 'q7Xv0aJmT2-hWc_8yKd5Rg_1_confirmation_0' }],
    ['has no tag of ours', {}],
    ['has a tag of another system', { outbox: 'newsletter-7' }],
  ])('that %s: nothing happens', async (_, about) => {
    expect(await happen(sesEvent.sent(about))).toEqual([])
  })
})

describe('a mail that bounced permanently', () => {
  test('withholds further mails from the address, however it is written, once', async () => {
    const { about, email } = await registered('sent')
    const written = email.replace('person', 'Person').replace('authority', 'AUTHORITY')
    const bounced = sesEvent.bounced(permanent, { ...about, destination: [written] })
    expect(await happen(bounced, bounced)).toEqual([])
    expect(await known(email)).toEqual({
      bounce: { reason: 'no-address', at: '2022-05-12T08:00:02.669Z', feedbackId: 'feedback-1' },
      held: new Set([about.outbox]),
    })
  })

  test.each(['sending', 'unknown', 'sent', 'pending', 'parked', 'superseded'] as const)(
    'has failed, although it was %s, whatever is reported first',
    async (state) => {
      const [one, other] = [await registered(state), await registered(state)]
      await happen(sesEvent.bounced(permanent, one.about))
      await happen(sesEvent.sent(one.about))
      await happen(sesEvent.sent(other.about))
      await happen(sesEvent.bounced(permanent, other.about))
      for (const { message } of [one, other])
        expect(await message()).toMatchObject({ state: 'failed', fault: 'bounced', sesMessageId: 'ses-1' })
    },
  )

  test('does not affect a mail sent again since', async () => {
    const { about, message } = await registered('sent')
    await happen(sesEvent.bounced(permanent, { ...about, messageId: 'ses-0' }))
    expect(await message()).toMatchObject({ state: 'sent', sesMessageId: 'ses-1' })
  })

  test('changes nothing if reported once more after an organiser lifted the suppression', async () => {
    const { about, email, message } = await registered('sent')
    const person = personHash(await stores.keys.links(), emailKey(email))
    await happen(sesEvent.bounced(permanent, { ...about, messageId: 'ses-0' }))
    await stores.suppressions.lift(person, { at: '2022-05-12T09:00:00.000Z', by: 'organiser' })
    await happen(sesEvent.bounced(permanent, about), sesEvent.complained('abuse', about))
    expect([await reasonFor(email), (await message()).state]).toEqual([undefined, 'sent'])
    await happen(sesEvent.bounced(permanent, { ...about, timestamp: '2022-05-12T09:00:01.000Z' }))
    expect([await reasonFor(email), (await message()).state]).toEqual(['no-address', 'failed'])
  })

  test('and owed again after a lifting, stays owed when SES reports late that it took the earlier one', async () => {
    const { about, message } = await registered('sent')
    const at = '2022-05-12T08:00:00.000Z'
    await happen(sesEvent.bounced(permanent, about))
    expect(await stores.returned.oweAgain(await message(), () => true, '2022-05-12T09:00:00.000Z')).toBe('owed')
    await happen(sesEvent.sent({ ...about, timestamp: at }))
    expect((await message()).state).toBe('pending')
    await happen(sesEvent.sent({ ...about, messageId: 'ses-2', timestamp: '2022-05-12T09:00:05.000Z' }))
    expect(await message()).toMatchObject({ state: 'sent', sesMessageId: 'ses-2' })
  })

  test('has no consequences for others', async () => {
    const [one, other] = [await registered('sent'), await registered('sent')]
    await happen(sesEvent.bounced(permanent, one.about))
    expect([await reasonFor(one.email), await known(other.email)]).toEqual(['no-address', undefined])
  })

  test('counts even if it is unknown here, since our mails to the address would bounce too', async () => {
    await happen(sesEvent.bounced(permanent, { destination: ['stranger@authority.example'], outbox: 'newsletter-7' }))
    expect(await known('stranger@authority.example')).toMatchObject({ bounce: { reason: 'no-address' }, held: new Set() })
  })

  test('to ten recipients, three of them named, affects those three', async () => {
    const ten = Array.from({ length: 10 }, (_, index) => `ten${index}@authority.example`)
    await happen(sesEvent.bounced({ ...permanent, named: ten.slice(4, 7) }, { destination: ten }))
    const reasons = await Promise.all(ten.map(reasonFor))
    expect(reasons.map((reason) => reason ?? '-').join(' ')).toBe('- - - - no-address no-address no-address - - -')
  })
})

describe('a complaint', () => {
  test('withholds mails; a complaint and a bounce are both recorded, in either order', async () => {
    const [one, other] = [await registered('sent'), await registered('sent')]
    await happen(sesEvent.complained('abuse', one.about))
    expect(await reasonFor(one.email)).toBe('complaint')
    await happen(sesEvent.bounced(permanent, one.about))
    await happen(sesEvent.bounced(permanent, other.about))
    await happen(sesEvent.complained('abuse', other.about))
    for (const { email, about } of [one, other])
      expect(await known(email)).toMatchObject({ bounce: {}, complaint: { feedbackId: 'feedback-2' }, held: new Set([about.outbox]) })
  })
})

describe('a temporary problem', () => {
  test('withholds nothing: a full mailbox, an automatic reply, a delay, a virus, a mail taken out of the spam folder', async () => {
    const { about, email, message } = await registered('sent')
    const passing = [
      sesEvent.bounced({ bounceType: 'Transient', bounceSubType: 'MailboxFull' }, about),
      sesEvent.bounced({ bounceType: 'Transient', bounceSubType: 'General', named: [] }, about),
      sesEvent.bounced({ bounceType: 'Undetermined', bounceSubType: 'Undetermined' }, about),
      sesEvent.delayed(about),
      sesEvent.rejected(about),
      sesEvent.complained('not-spam', about),
    ]
    expect(await happen(...passing)).toEqual([])
    expect(await known(email)).toBeUndefined()
    expect((await message()).fault).toBe('thrown-away')
  })
})

test('what cannot be understood is delivered again until the dead-letter queue gets it, but the rest of the batch is not', async () => {
  const { about, message } = await registered('unknown')
  expect(await happen({ detail: { eventType: 'Bounce' } }, sesEvent.sent(about), 'nonsense')).toEqual(['message-0', 'message-2'])
  expect((await message()).state).toBe('sent')
})
