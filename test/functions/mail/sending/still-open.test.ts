import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { createDraining } from '../../../../functions/mail/sending/draining.ts'
import { createPacing } from '../../../../functions/mail/sending/pacing.ts'
import { createStillInvited } from '../../../../functions/mail/sending/still-invited.ts'
import { createStillOpen } from '../../../../functions/mail/sending/still-open.ts'
import { createStillSpeaking } from '../../../../functions/mail/sending/still-speaking.ts'
import { createWithholding } from '../../../../functions/mail/sending/withholding.ts'
import { network } from '../../../../shared/domain/basics/network.ts'
import { proposalInputSchema } from '../../../../shared/domain/proposal/input.ts'
import { createMailer } from '../../../../shared/mail/send.ts'
import { logger } from '../../../../shared/runtime/logger.ts'
import { createAdvancing } from '../../../../shared/use-cases/proposal/advancing.ts'
import { createProposing } from '../../../../shared/use-cases/proposal/proposing.ts'
import { type FakeSes, startFakeSes } from '../../../mail/fake-ses.ts'
import { type LocalStores, startStores } from '../../../store/local-store.ts'

let stores: LocalStores
let ses: FakeSes
let send: () => Promise<void>
beforeAll(async () => {
  logger.setLogLevel('SILENT')
  stores = await startStores()
  ses = await startFakeSes()
  ses.answerWith('take')
  process.env['AWS_ENDPOINT_URL_SES'] = ses.endpoint
  const mailer = createMailer('plenary')
  const drain = createDraining({
    ...stores,
    mailer,
    pacing: createPacing({ mailer, pace: stores.pace }),
    withhold: createWithholding(stores),
    stillInvited: createStillInvited(stores),
    stillOpen: createStillOpen(stores),
    stillSpeaking: createStillSpeaking(stores),
    siteUrl: 'https://events.iprocurenet.example',
  })
  send = () => drain(() => 20_000)
  await stores.members.note({ subject: 'maria', name: 'Maria', email: 'maria@authority.example', language: 'en', seenAt: ago(0) })
})
afterAll(async () => {
  await ses.stop()
  await stores.stop()
})

// Whether a vote is open depends on the time of sending.
const ago = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString()
const olga = (days: number) => ({
  staff: { subject: 'olga', name: 'Olga', roles: ['organiser'] as const },
  now: ago(days),
  language: 'en' as const,
})
const year = new Date().getFullYear() + 1

const asked = proposalInputSchema.parse({
  title: 'Contract modification',
  aim: 'Know when a change needs a new tender.',
  audience: 'Contract managers',
  kind: 'webinar',
  format: 'online',
  preferredDates: [{ start: `${year}-05-10T10:00`, end: `${year}-05-10T12:00` }],
  why: 'Asked for in every survey.',
})

/** A proposal made so many days ago, of which a member was told then, but whose mails SES has not taken yet. */
const announced = async (days: number): Promise<string> => {
  const { id } = await createProposing(stores).propose(asked, olga(days))
  await createAdvancing(stores)(id, ago(days))
  return id
}

/** How many mails reach SES. */
const sent = async (): Promise<number> => {
  const before = ses.accepted().length
  await send()
  return ses.accepted().length - before
}

test('who is asked for a vote gets the mail while the vote is open', async () => {
  await announced(0.01)
  expect(await sent()).toBe(1)
})

test('a mail that asks for a vote is not sent once the proposal is withdrawn', async () => {
  const id = await announced(0.01)
  await createProposing(stores).withdraw(id, olga(0))
  expect(await sent()).toBe(0)
})

test('nor once the vote is over', async () => {
  await announced(network.steering.days + 0.1)
  expect(await sent()).toBe(0)
})
