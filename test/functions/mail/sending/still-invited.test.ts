import { DeleteCommand } from '@aws-sdk/lib-dynamodb'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { createFanningOut } from '../../../../functions/fan-out/fanning-out.ts'
import { createDraining } from '../../../../functions/mail/sending/draining.ts'
import { createPacing } from '../../../../functions/mail/sending/pacing.ts'
import { createStillInvited } from '../../../../functions/mail/sending/still-invited.ts'
import { createStillOpen } from '../../../../functions/mail/sending/still-open.ts'
import { createStillSpeaking } from '../../../../functions/mail/sending/still-speaking.ts'
import { createWithholding } from '../../../../functions/mail/sending/withholding.ts'
import { personMailId } from '../../../../shared/domain/mail/asked-mail.ts'
import { messageEvent } from '../../../../shared/domain/mail/owed-mail.ts'
import { createMailer } from '../../../../shared/mail/send.ts'
import { logger } from '../../../../shared/runtime/logger.ts'
import { lists } from '../../../../shared/store/address-lists.ts'
import { itemKeys } from '../../../../shared/store/item-keys.ts'
import { personalKey } from '../../../../shared/tokens/personal-key.ts'
import { personHash } from '../../../../shared/tokens/registration-tokens.ts'
import { createManaging } from '../../../../shared/use-cases/event/managing.ts'
import { createRegistering } from '../../../../shared/use-cases/registration/registering.ts'
import { type FakeSes, startFakeSes } from '../../../mail/fake-ses.ts'
import { makePerson, now, organiser, publishEvent } from '../../../make/programme.ts'
import { type LocalStores, startStores } from '../../../store/local-store.ts'
import { itemsOf } from '../../../store/scan.ts'

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
})
afterAll(async () => {
  await ses.stop()
  await stores.stop()
})

const who = { staff: organiser, now }
const email = 'anna@example.org'
let presses = 0

// Whether registration is open depends on the time of sending, and no event is more than ten years ahead.
const year = new Date().getFullYear() + 1

/** An event that is still to come, and its list. */
const eventFor = async (): Promise<string> => {
  const { slug } = await publishEvent(stores, { audience: 'invited', start: `${year}-05-17T10:00`, end: `${year}-05-17T12:00` })
  await stores.lists.add(lists.invited(slug), [email], now)
  return slug
}

/** Owes invitations to the people on the list. */
const owe = async (slug: string): Promise<void> => {
  const event = await stores.events.get(slug)
  if (event === undefined) throw new Error('no event')
  const about = { kind: 'invited', slug, revision: 0, mark: `press-${++presses}` } as const
  await stores.fanOuts.begin({ ...about, language: 'en', createdAt: now, event: messageEvent(event) })
  await createFanningOut(stores)(about, { now: () => now, timeLeftMs: () => 60_000 })
}

const person = async (): Promise<string> => personHash(await stores.keys.links(), email)
const fateOf = async (slug: string) => {
  const registrationId = personMailId({ person: await person() })
  const message = await stores.outbox.get({ registrationId, id: `${registrationId}_1_invited_${slug}` })
  return [message?.state, message?.fault]
}

const linkTo = async (slug: string): Promise<string> =>
  `/events/${slug}/register?personalKey=${personalKey(await stores.keys.links(), slug, email)}`
/** The mails about an event that SES took, without soft line breaks (RFC 2045 §6.7). */
const mailsAbout = (slug: string): readonly string[] =>
  ses
    .accepted()
    .map(({ raw }) => raw.toString('latin1').replaceAll('=\r\n', '').replaceAll('=3D', '='))
    .filter((mail) => mail.includes(`/events/${slug}`))

describe('an owed invitation', () => {
  test('is sent with the personal link, and with one-click unsubscribing', async () => {
    const slug = await eventFor()
    await owe(slug)
    await send()
    const [mail = '', ...more] = mailsAbout(slug)
    expect([more, await fateOf(slug)]).toEqual([[], ['sent', undefined]])
    expect(mail).toContain(await linkTo(slug))
    expect(mail).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/m)
  })

  test('is not sent to people removed from the list, until they are put back and invited again', async () => {
    const slug = await eventFor()
    await owe(slug)
    await stores.lists.remove(lists.invited(slug), [email])
    await send()
    expect([mailsAbout(slug).length, await fateOf(slug)]).toEqual([0, ['failed', 'not-invited']])
    await stores.lists.add(lists.invited(slug), [email], now)
    await owe(slug)
    await send()
    expect([mailsAbout(slug).length, (await fateOf(slug))[0]]).toEqual([1, 'sent'])
  })

  test('shows the times valid when it is sent', async () => {
    const slug = await eventFor()
    await owe(slug)
    await createManaging(stores).change(slug, { ...who, now: new Date().toISOString() }, (input) => ({
      ...input,
      start: `${year}-05-20T10:00`,
      end: `${year}-05-20T12:00`,
    }))
    await send()
    const [mail = ''] = mailsAbout(slug)
    expect([mail.includes(`20 May ${year}`), mail.includes(`17 May ${year}`)]).toEqual([true, false])
  })

  test('is not sent to people who have registered by then', async () => {
    const slug = await eventFor()
    await owe(slug)
    const key = personalKey(await stores.keys.links(), slug, email)
    const registered = await createRegistering(stores)(
      slug,
      { ...makePerson(1, { email }), personalKey: key },
      { ...who, language: 'en', requestKey: undefined },
    )
    await send()
    expect([registered, await fateOf(slug)]).toEqual(['confirmed', ['superseded', 'registered']])
  })

  test('is not sent once the event is cancelled', async () => {
    const slug = await eventFor()
    await owe(slug)
    await createManaging(stores).cancel(slug, who)
    await send()
    expect([mailsAbout(slug).length, await fateOf(slug)]).toEqual([0, ['superseded', 'not-open']])
  })

  test('is not sent to people who have unsubscribed', async () => {
    const slug = await eventFor()
    await stores.optionalMail.choose(await person(), false, now)
    await owe(slug)
    await send()
    await stores.optionalMail.choose(await person(), true, now)
    expect([mailsAbout(slug).length, await fateOf(slug)]).toEqual([0, ['superseded', 'unsubscribed']])
  })

  test('is not sent to people who have unsubscribed, even after the address was deleted and listed again', async () => {
    const before = await eventFor()
    await createRegistering(stores)(
      before,
      { ...makePerson(1, { email }), personalKey: personalKey(await stores.keys.links(), before, email) },
      { ...who, language: 'en', requestKey: undefined },
    )
    await stores.optionalMail.choose(await person(), false, now)
    const { pk, sk } = itemKeys.optionalMail(await person())
    for (const item of await itemsOf(stores, stores.tables.people))
      if (item['pk'] !== pk || item['sk'] !== sk)
        await stores.database.send(new DeleteCommand({ TableName: stores.tables.people, Key: { pk: item['pk'], sk: item['sk'] } }))
    const slug = await eventFor()
    await owe(slug)
    await send()
    await stores.optionalMail.choose(await person(), true, now)
    expect([mailsAbout(slug).length, await fateOf(slug)]).toEqual([0, ['superseded', 'unsubscribed']])
  })

  test('is not sent to an address that complained', async () => {
    const slug = await eventFor()
    const evidence = { reason: 'complaint', at: now, feedbackId: 'f' } as const
    await stores.suppressions.report(await person(), { what: 'complaint', evidence, asOf: now, held: undefined })
    await owe(slug)
    await send()
    expect([mailsAbout(slug).length, await fateOf(slug)]).toEqual([0, ['failed', 'suppressed']])
  })
})
