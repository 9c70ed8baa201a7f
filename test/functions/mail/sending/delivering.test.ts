import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import type { DynamoDBRecord } from 'aws-lambda'
import { createAnswering } from '../../../../functions/mail/asked-for/answering-asks.ts'
import { createDraining, type Drain } from '../../../../functions/mail/sending/draining.ts'
import { createPacing } from '../../../../functions/mail/sending/pacing.ts'
import { createReleasing } from '../../../../functions/mail/sending/releasing.ts'
import { createStillInvited } from '../../../../functions/mail/sending/still-invited.ts'
import { createStillOpen } from '../../../../functions/mail/sending/still-open.ts'
import { createStillSpeaking } from '../../../../functions/mail/sending/still-speaking.ts'
import { deliverAll } from '../../../../functions/mail/sending/stream-batch.ts'
import { createWithholding } from '../../../../functions/mail/sending/withholding.ts'
import { emailKey } from '../../../../shared/domain/basics/email-address.ts'
import type { EventInput } from '../../../../shared/domain/event/event.ts'
import type { OutboxMessage } from '../../../../shared/domain/mail/outbox-message.ts'
import { owedMail } from '../../../../shared/domain/mail/owed-mail.ts'
import { createMailer } from '../../../../shared/mail/send.ts'
import { logger } from '../../../../shared/runtime/logger.ts'
import { itemKeys } from '../../../../shared/store/item-keys.ts'
import { personHash } from '../../../../shared/tokens/registration-tokens.ts'
import { createBringing } from '../../../../shared/use-cases/mail/bringing-to-outbox.ts'
import { createCancelling } from '../../../../shared/use-cases/registration/cancelling.ts'
import { createRegistering } from '../../../../shared/use-cases/registration/registering.ts'
import { type FakeSes, startFakeSes } from '../../../mail/fake-ses.ts'
import { lintHistory, lintInvitation } from '../../../mail/itip/itip-linter.ts'
import { makePerson, now, publishEvent } from '../../../make/programme.ts'
import { type LocalStores, startStores } from '../../../store/local-store.ts'
import { allMessages, allRegistrations } from '../../../store/scan.ts'

let stores: LocalStores
let ses: FakeSes
let delivery: Parameters<typeof deliverAll>[0]
let drain: Drain
beforeAll(async () => {
  logger.setLogLevel('SILENT')
  stores = await startStores()
  ses = await startFakeSes()
  process.env['AWS_ENDPOINT_URL_SES'] = ses.endpoint
  const mailer = createMailer('plenary')
  delivery = {
    ...stores,
    bring: createBringing(stores),
    answer: createAnswering(stores),
    mailer,
    pacing: createPacing({ mailer, pace: stores.pace }),
    stillInvited: createStillInvited(stores),
    stillOpen: createStillOpen(stores),
    stillSpeaking: createStillSpeaking(stores),
    withhold: createWithholding(stores),
    release: createReleasing(stores),
    siteUrl: 'https://events.iprocurenet.example',
  }
  drain = createDraining(delivery)
})
afterAll(async () => {
  await ses.stop()
  await stores.stop()
})
beforeEach(() => ses.answerWith('take'))

const recordOf = ({ id, registrationId }: OutboxMessage, place: number): DynamoDBRecord => ({
  eventName: 'INSERT',
  dynamodb: { SequenceNumber: String(place), NewImage: { id: { S: id }, registrationId: { S: registrationId }, state: { S: 'pending' } } },
})

let latest = ''
const slugOfLatest = (): string => latest

/** A person who has just registered for a new event, and the stream records of what is owed. */
const registered = async (event: Partial<EventInput> = {}) => {
  const { slug } = await publishEvent(stores, event)
  latest = slug
  await createRegistering(stores)(slug, makePerson(1), { now, language: 'en', requestKey: undefined })
  const records = async (): Promise<DynamoDBRecord[]> => {
    const messages = (await allMessages(stores, slug)).toSorted((a, b) => (a.calendar?.sequence ?? 0) - (b.calendar?.sequence ?? 0))
    return messages.map(recordOf)
  }
  const states = async (): Promise<string[]> => (await allMessages(stores, slug)).map(({ kind, state }) => `${kind} ${state}`).toSorted()
  const cancel = async (): Promise<void> => {
    const [registration] = await allRegistrations(stores, slug)
    if (registration !== undefined) await createCancelling(stores)(registration, '2022-04-02T09:00:00.000Z')
  }
  return { records, states, cancel }
}

const subjects = (): readonly string[] => ses.accepted().map(({ raw }) => /^Subject: (\w+ ?\w*)/m.exec(raw.toString('latin1'))?.[1] ?? '')

describe('an owed mail', () => {
  test('is sent once, however often and concurrently its record is delivered', async () => {
    const { records, states } = await registered()
    const batch = await records()
    await Promise.all([1, 2, 3].map(() => deliverAll(delivery, [...batch, ...batch])))
    expect(await deliverAll(delivery, batch)).toEqual({ batchItemFailures: [] })
    expect([ses.accepted().length, await states()]).toEqual([1, ['confirmation sent']])
    expect(ses.accepted().flatMap(({ raw }) => lintInvitation(raw))).toEqual([])
  })

  test('waits in its lane when SES is too busy, and is sent from there', async () => {
    const { records, states } = await registered()
    ses.answerWith({ status: 400, code: 'Throttling', message: 'Maximum sending rate exceeded.' })
    expect(await deliverAll(delivery, await records())).toEqual({ batchItemFailures: [] })
    expect(await states()).toEqual(['confirmation pending'])
    ses.answerWith('take')
    await drain(() => 20_000)
    expect([ses.accepted().length, await states()]).toEqual([1, ['confirmation sent']])
  })

  test('waits for hours if SES takes no more today, and nothing else is tried in the meantime', async () => {
    const { records, states } = await registered()
    const other = await registered()
    ses.answerWith({ status: 400, code: 'Throttling', message: 'Daily message quota exceeded.' })
    await deliverAll(delivery, await records())
    await deliverAll(delivery, await other.records())
    expect([ses.requests(), await states(), await other.states()]).toEqual([1, ['confirmation parked'], ['confirmation parked']])
    await stores.pace.pause(now)
  })

  test.each([
    ['is parked when sending is paused', { status: 400, code: 'AccountSendingPausedException' }, 'confirmation parked'],
    ['has failed when SES refuses it', { status: 400, code: 'MessageRejected' }, 'confirmation failed'],
    ['is of unknown fate when SES is out of order', { status: 503, code: 'ServiceUnavailable' }, 'confirmation unknown'],
  ])('%s, and its record is not delivered again', async (_, answer, state) => {
    const { records, states } = await registered()
    ses.answerWith(answer)
    expect(await deliverAll(delivery, await records())).toEqual({ batchItemFailures: [] })
    expect([ses.requests(), await states()]).toEqual([1, [state]])
    await stores.pace.pause(now)
  })

  test('of unknown fate is not sent again through its record', async () => {
    const { records, states } = await registered()
    ses.answerWith({ status: 503, code: 'ServiceUnavailable' })
    await deliverAll(delivery, await records())
    ses.answerWith('take')
    await deliverAll(delivery, await records())
    expect([ses.requests(), await states()]).toEqual([0, ['confirmation unknown']])
  })
})

describe('a person who has unsubscribed', () => {
  /** Makes these choices, is asked for feedback, and has everything owed delivered. */
  const chosen = async (wanted: readonly boolean[]) => {
    const { records, states, cancel } = await registered()
    const person = personHash(await stores.keys.links(), emailKey(makePerson(1).email))
    for (const each of wanted) await stores.optionalMail.choose(person, each, now)
    const [message] = (await allMessages(stores, slugOfLatest())).filter(({ kind }) => kind === 'confirmation')
    if (message === undefined) throw new Error('nothing was owed')
    const { event, recipient, language, registrationId: id, round } = message
    await stores.registrations.owe([owedMail.survey(event, { ...recipient, id, round, language, sequence: 0 }, now)])
    await deliverAll(delivery, await records())
    return { records, states, cancel }
  }

  test('is not asked for feedback, and still gets the invitation and the cancellation', async () => {
    const { records, states, cancel } = await chosen([false])
    expect(await states()).toEqual(['confirmation sent', 'survey superseded'])
    await cancel()
    await deliverAll(delivery, await records())
    expect([subjects(), await states()]).toEqual([
      ['Registration confirmed', 'Cancelled'],
      ['cancellation sent', 'confirmation sent', 'survey superseded'],
    ])
    expect((await allMessages(stores, slugOfLatest())).find(({ kind }) => kind === 'survey')?.fault).toBe('unsubscribed')
  })

  test('is asked again after a change of mind', async () => {
    const { states } = await chosen([false, true])
    expect(await states()).toEqual(['confirmation sent', 'survey sent'])
  })
})

describe('a person who registers and cancels', () => {
  test('gets the invitation and then the cancellation', async () => {
    const { records, cancel } = await registered()
    await deliverAll(delivery, await records())
    await cancel()
    await deliverAll(delivery, await records())
    expect(subjects()).toEqual(['Registration confirmed', 'Cancelled'])
    expect(lintHistory(ses.accepted().map(({ raw }) => raw))).toEqual([])
  })

  test('gets only the cancellation if the invitation was not sent in time', async () => {
    const { records, states, cancel } = await registered()
    await cancel()
    await deliverAll(delivery, await records())
    expect([subjects(), await states()]).toEqual([['Cancelled'], ['cancellation sent', 'confirmation superseded']])
  })

  test('gets nothing out of order while SES is too busy for the first one', async () => {
    const { records, states, cancel } = await registered()
    const first = await records()
    await cancel()
    ses.answerWith({ status: 400, code: 'Throttling', message: 'Maximum sending rate exceeded.' })
    const all = await records()
    expect(await deliverAll(delivery, [...first, ...all])).toEqual({ batchItemFailures: [] })
    expect(await states()).toEqual(['cancellation pending', 'confirmation superseded'])
    ses.answerWith('take')
    await drain(() => 20_000)
    expect([subjects(), await states()]).toEqual([['Cancelled'], ['cancellation sent', 'confirmation superseded']])
  })
})

describe('a person who must not get mails', () => {
  const farAhead = { start: '2099-05-17T10:00', end: '2099-05-17T12:00' }

  const report = async (what: 'bounce' | 'complaint') => {
    const person = personHash(await stores.keys.links(), emailKey(makePerson(1).email))
    const evidence = { reason: what === 'bounce' ? 'no-address' : 'complaint', at: now, feedbackId: 'feedback-1' } as const
    await stores.suppressions.report(person, { what, evidence, asOf: new Date().toISOString(), held: undefined })
    const known = () => stores.suppressions.get(person)
    const lift = () => stores.suppressions.lift(person, { at: new Date().toISOString(), by: 'organiser' })
    return { known, lift, person }
  }

  test('gets nothing at an address that does not exist, and the mails are recorded', async () => {
    const { records, states, cancel } = await registered()
    const { known, lift } = await report('bounce')
    const [first] = await records()
    await deliverAll(delivery, await records())
    await cancel()
    await deliverAll(delivery, await records())
    expect([ses.accepted(), await states()]).toEqual([[], ['cancellation failed', 'confirmation failed']])
    expect((await known())?.held.has(first?.dynamodb?.NewImage?.['id']?.S ?? '')).toBe(true)
    await lift()
  })

  test('gets the cancellation despite a complaint, but no confirmation', async () => {
    const { records, states, cancel } = await registered()
    const { lift } = await report('complaint')
    await deliverAll(delivery, await records())
    expect(await states()).toEqual(['confirmation failed'])
    await cancel()
    await deliverAll(delivery, await records())
    expect([subjects(), await states()]).toEqual([['Cancelled'], ['cancellation sent', 'confirmation failed']])
    await lift()
  })

  const lifted = async (person: string): Promise<DynamoDBRecord> => ({
    eventName: 'MODIFY',
    dynamodb: {
      SequenceNumber: 'lifted',
      NewImage: { pk: { S: itemKeys.suppression(person).pk }, liftedAt: { S: new Date().toISOString() } },
    },
  })

  test('gets withheld mails once the suppression is lifted, if they are still true', async () => {
    const { records, states, cancel } = await registered(farAhead)
    const { known, lift, person } = await report('bounce')
    await deliverAll(delivery, await records())
    await cancel()
    await deliverAll(delivery, await records())
    expect(await deliverAll(delivery, [await lifted(person)])).toEqual({ batchItemFailures: [] })
    expect(await states()).toEqual(['cancellation failed', 'confirmation failed'])
    await lift()
    for (let time = 0; time < 2; time++) expect(await deliverAll(delivery, [await lifted(person)])).toEqual({ batchItemFailures: [] })
    expect([await states(), (await known())?.held.size]).toEqual([['cancellation pending', 'confirmation pending'], 0])
    await deliverAll(delivery, await records())
    expect([subjects(), await states()]).toEqual([['Cancelled'], ['cancellation sent', 'confirmation superseded']])
  })

  test('gets no mail about what is over by then', async () => {
    const { records, states } = await registered()
    const { known, lift, person } = await report('bounce')
    await deliverAll(delivery, await records())
    await lift()
    await createReleasing(stores)(person, '2022-06-01T00:00:00.000Z')
    expect([await states(), (await known())?.held.size]).toEqual([['confirmation failed'], 0])
  })

  test('gets a mail that was just being withheld at that moment', async () => {
    const { records, states } = await registered(farAhead)
    const { lift, person } = await report('bounce')
    const [message] = await records()
    const ref = {
      id: message?.dynamodb?.NewImage?.['id']?.S ?? '',
      registrationId: message?.dynamodb?.NewImage?.['registrationId']?.S ?? '',
    }
    await stores.outbox.claim(ref, now)
    await stores.suppressions.hold(person, ref.id)
    await lift()
    expect(await deliverAll(delivery, [await lifted(person)])).toEqual({ batchItemFailures: [{ itemIdentifier: 'lifted' }] })
    await stores.outbox.mark(ref, 'fail', now, { fault: 'suppressed' })
    expect(await deliverAll(delivery, [await lifted(person)])).toEqual({ batchItemFailures: [] })
    expect(await states()).toEqual(['confirmation pending'])
  })

  test('gets later mails after the lifting', async () => {
    const { records, states } = await registered()
    await (await report('bounce')).lift()
    await deliverAll(delivery, await records())
    expect([ses.accepted().length, await states()]).toEqual([1, ['confirmation sent']])
  })
})
