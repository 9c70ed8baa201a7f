import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { createDraining } from '../../../../functions/mail/sending/draining.ts'
import { createPacing } from '../../../../functions/mail/sending/pacing.ts'
import { createStillInvited } from '../../../../functions/mail/sending/still-invited.ts'
import { createStillOpen } from '../../../../functions/mail/sending/still-open.ts'
import { createStillSpeaking } from '../../../../functions/mail/sending/still-speaking.ts'
import { createWithholding } from '../../../../functions/mail/sending/withholding.ts'
import { messageEvent, owedMail } from '../../../../shared/domain/mail/owed-mail.ts'
import { createMailer } from '../../../../shared/mail/send.ts'
import { logger } from '../../../../shared/runtime/logger.ts'
import { itemKeys } from '../../../../shared/store/item-keys.ts'
import { injectFaultsAt } from '../../../faults/fault-injector.ts'
import { type FakeSes, startFakeSes } from '../../../mail/fake-ses.ts'
import { now, publishEvent, registerMany } from '../../../make/programme.ts'
import { type LocalStores, startStores } from '../../../store/local-store.ts'
import { allMessages, allRegistrations } from '../../../store/scan.ts'

let stores: LocalStores
let ses: FakeSes
beforeAll(async () => {
  logger.setLogLevel('SILENT')
  stores = await startStores()
  ses = await startFakeSes()
  process.env['AWS_ENDPOINT_URL_SES'] = ses.endpoint
})
afterAll(async () => {
  await ses.stop()
  await stores.stop()
})
beforeEach(() => ses.answerWith('take'))

/** A separate sender, whose calls to DynamoDB meet the fault. */
const sender = (befalls: Parameters<typeof injectFaultsAt>[1] = () => undefined) => {
  const own = stores.another()
  injectFaultsAt(own.database, befalls)
  const mailer = createMailer('plenary')
  const drain = createDraining({
    ...own,
    mailer,
    pacing: createPacing({ mailer, pace: own.pace }),
    stillInvited: createStillInvited(own),
    stillOpen: createStillOpen(own),
    stillSpeaking: createStillSpeaking(own),
    withhold: createWithholding(own),
    siteUrl: 'https://events.iprocurenet.example',
  })
  return () => drain(() => 20_000)
}

/** People of a new event who are owed a survey, and were told everything else. */
const askedForFeedback = async (people: number) => {
  const event = await publishEvent(stores)
  await registerMany(stores, event.slug, people)
  await sender()()
  ses.answerWith('take')
  const registrations = await allRegistrations(stores, event.slug)
  await stores.registrations.owe(registrations.map((registration) => owedMail.survey(messageEvent(event), registration, now)))
  return async () => (await allMessages(stores, event.slug)).filter(({ kind }) => kind === 'survey').map(({ state }) => state)
}

/** The key of the item that a call changes or reads, as text. */
const keyIn = (call: object): string => ('Key' in call ? JSON.stringify(call.Key) : '')
const isClaim = (call: object): boolean => keyIn(call).includes('_survey_') && JSON.stringify(call).includes('claimedBy')

test('a person is asked for feedback although the answer to the claim was lost and the SDK retried it', async () => {
  const states = await askedForFeedback(1)
  let lost = 0
  await sender((call) => (isClaim(call) && lost++ === 0 ? 'lost-answer' : undefined))()
  expect([lost > 1, ses.accepted().length, await states()]).toEqual([true, 1, ['sent']])
})

test('a person is asked for feedback although no answer to the claim ever came, however often the SDK retried', async () => {
  const states = await askedForFeedback(1)
  let lost = 0
  await sender((call) => (isClaim(call) && lost++ < 3 ? 'lost-answer' : undefined))()
  expect([ses.accepted().length, await states()]).toEqual([1, ['sent']])
})

test.each([
  ['the pace of sending could not be kept', itemKeys.pace().pk],
  ['nobody could tell whether mails arrive at their addresses', itemKeys.suppression('').pk],
])('people are asked for feedback later when %s', async (_, key) => {
  const states = await askedForFeedback(5)
  await expect(sender((call) => (JSON.stringify(call).includes(key) ? 'throttle' : undefined))()).rejects.toThrow('injected')
  expect([ses.requests(), new Set(await states())]).toEqual([0, new Set(['pending'])])
  await sender()()
  expect([ses.accepted().length, new Set(await states())]).toEqual([5, new Set(['sent'])])
})

test('everyone is asked for feedback although the registration of one person could not be read at first', async () => {
  const states = await askedForFeedback(5)
  let failed = 0
  const { sk } = itemKeys.registration('')
  await sender((call) => (keyIn(call).includes(`"${sk}"`) && failed++ < 3 ? 'throttle' : undefined))()
  expect([failed > 3, ses.accepted().length, new Set(await states())]).toEqual([true, 5, new Set(['sent'])])
})

test('a message claimed by another worker in the meantime is not put back by the earlier one', async () => {
  await askedForFeedback(1)
  const [owed] = (await stores.outbox.waitingIn('surveys', new Date().toISOString(), 1)).due
  const first = owed && (await stores.outbox.claim(owed, now))
  if (owed === undefined || first === undefined) throw new Error('nothing is owed')
  expect(await stores.outbox.putBack(first.message, 'giveBack', now)).toBe(true)
  expect(await stores.outbox.claim(owed, now)).toBeDefined()
  expect([await stores.outbox.putBack(first.message, 'giveBack', now), (await stores.outbox.get(owed))?.state]).toEqual([false, 'sending'])
})
