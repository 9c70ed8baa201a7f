import { randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createErasureWork } from '../../../functions/erasure/erasure-work.ts'
import { createAnswering } from '../../../functions/mail/asked-for/answering-asks.ts'
import { startS3 } from '../../../infra/local/s3/s3.ts'
import type { Instant } from '../../../shared/domain/basics/wall-time.ts'
import type { OutboxMessage } from '../../../shared/domain/mail/outbox-message.ts'
import type { Registration } from '../../../shared/domain/registration/registration.ts'
import { speakerInputSchema } from '../../../shared/domain/speaker/speaker.ts'
import { lists } from '../../../shared/store/address-lists.ts'
import { createCalendarAnswers } from '../../../shared/store/calendar-answers.ts'
import { createUploads } from '../../../shared/store/people/uploads.ts'
import { createAnswerFiles, uploadAt } from '../../../shared/store/s3/answer-files.ts'
import { createInboundMails } from '../../../shared/store/s3/inbound-mails.ts'
import { bucketOf } from '../../../shared/store/s3/signing.ts'
import { createStoredAttachments } from '../../../shared/store/s3/stored-attachments.ts'
import { personHash, rateTag, registrationId } from '../../../shared/tokens/registration-tokens.ts'
import { createAsking } from '../../../shared/use-cases/mail/asking-for-mail.ts'
import { createCancelling } from '../../../shared/use-cases/registration/cancelling.ts'
import { createGroupRegistering } from '../../../shared/use-cases/registration/group-registering.ts'
import { createRegistering } from '../../../shared/use-cases/registration/registering.ts'
import { createAnswering as createSpeaking } from '../../../shared/use-cases/speaker/answering.ts'
import { createInviting } from '../../../shared/use-cases/speaker/inviting.ts'
import { makeGroup } from '../../make/group.ts'
import { makePerson, publishEvent } from '../../make/programme.ts'
import { sendForm, sentKey } from '../../make/upload.ts'
import { type LocalStores, startStores } from '../../store/local-store.ts'
import { itemsOf } from '../../store/scan.ts'

const dayMs = 86_400_000
const minuteMs = 60_000
export const begun = new Date().toISOString()
export const after = (ms: number): Instant => new Date(Date.parse(begun) + ms).toISOString()
export const minutes = (count: number): Instant => after(count * minuteMs)
export const days = (count: number): Instant => after(count * dayMs)

/** Times of an event this many days from now. */
const on = (day: number) => ({ start: `${days(day).slice(0, 10)}T10:00`, end: `${days(day).slice(0, 10)}T12:00` })

/** The local tables and buckets with the work of the function on them; S3 is signed for at the machine's time. */
export const startErasing = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'plenary-test-'))
  const signer = { accessKeyId: 'local', secretAccessKey: 'local', region: 'eu-west-1' }
  const s3 = await startS3({ buckets: ['files', 'mails'], folder, signer })
  const stores = await startStores()
  const platform = { AWS_REGION: 'eu-west-1', AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local', AWS_ENDPOINT_URL_S3: s3.endpoint }
  const files = createAnswerFiles(bucketOf('files', platform))
  const attachments = createStoredAttachments(bucketOf('files', platform))
  const mails = createInboundMails(bucketOf('mails', platform))
  const machine = (): Instant => new Date().toISOString()
  const parts = {
    ...stores,
    files: {
      ...files,
      allOf: (of: Parameters<typeof files.allOf>[0]) => files.allOf(of, machine()),
      removeStored: (file: Parameters<typeof files.removeStored>[0]) => files.removeStored(file, machine()),
    },
    attachments: { remove: (file: Parameters<typeof attachments.remove>[0]) => attachments.remove(file, machine()) },
    uploads: createUploads(stores.database, stores.tables.people),
    audit: stores.auditLog,
    mails: { ...mails, remove: (key: string) => mails.remove(key, machine()) },
  }
  return {
    stores,
    parts,
    files,
    attachments,
    s3,
    machine,
    work: (now: Instant, of: Partial<typeof parts> = {}): Promise<void> => createErasureWork({ ...parts, ...of })(now, () => 60_000),
    /** Everything in all tables and buckets, as text. */
    everything: async (): Promise<string> => {
      const items = await Promise.all(Object.values(stores.tables).map((table) => itemsOf(stores, table)))
      const objects = ['files', 'mails'].flatMap((bucket) =>
        readdirSync(join(folder, bucket)).map((name) => readFileSync(join(folder, bucket, name), 'utf8')),
      )
      const plain = (_: string, value: unknown): unknown => (value instanceof Set ? [...value] : value)
      return [...items.flat().map((item) => JSON.stringify(item, plain)), ...objects].join('\n')
    },
    stop: async (): Promise<void> => {
      await s3.stop()
      await stores.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
export type Erasing = Awaited<ReturnType<typeof startErasing>>

/** Events in which people take part in every way. */
export const makeEvents = async (stores: LocalStores) => ({
  open: await publishEvent(stores, { ...on(60), capacity: 5 }),
  full: await publishEvent(stores, { ...on(61), capacity: 1 }),
  approval: await publishEvent(stores, { ...on(62), audience: 'approval' }),
  left: await publishEvent(stores, on(63)),
  invited: await publishEvent(stores, { ...on(64), audience: 'invited' }),
  past: await publishEvent(stores, on(-10)),
})
export type Events = Awaited<ReturnType<typeof makeEvents>>

export const register = (stores: LocalStores, slug: string, number: number, at: Instant, more: object = {}) =>
  createRegistering(stores)(slug, makePerson(number, more), { now: at, language: 'en', requestKey: undefined })

export const idOf = async ({ keys }: LocalStores, slug: string, email: string): Promise<string> =>
  registrationId(await keys.links(), slug, email)

export const registrationOf = async (stores: LocalStores, slug: string, email: string): Promise<Registration | undefined> =>
  stores.registrations.get(await idOf(stores, slug, email))

/** SES takes everything that is owed to a registration. */
export const sendAll = async ({ outbox }: LocalStores, id: string, at: Instant): Promise<readonly string[]> => {
  const sent: string[] = []
  for (const message of await outbox.allOf(id)) {
    const claimed = await outbox.claim(message, at)
    if (claimed === undefined) continue
    await outbox.mark(message, 'sent', at, { sesMessageId: `ses-${message.id}` })
    sent.push(message.kind)
  }
  return sent
}

/** The person registers colleagues, whose mails were not sent, for every reason, and is registered with the address of one of them. */
const registerColleagues = async (stores: LocalStores, slug: string, registeredBy: string, at: Instant): Promise<void> => {
  const { outbox, returned } = stores
  const fates: Readonly<Record<string, (message: OutboxMessage) => Promise<unknown>>> = {
    queued: () => Promise.resolve(),
    'being-sent': (message) => outbox.claim(message, at),
    unknown: async (message) => outbox.claim(message, at).then(() => outbox.lose(message, at)),
    refused: async (message) => outbox.claim(message, at).then(() => outbox.mark(message, 'fail', at, { fault: 'MessageRejected' })),
    waits: async (message) => outbox.claim(message, at).then((claimed) => claimed && outbox.putBack(claimed.message, 'park', at)),
    'came-back': ({ registrationId: id, ...message }) =>
      returned.note({ registrationId: id, id: message.id, sesMessageId: 'ses', fault: 'bounced', at }),
  }
  const asked = { now: at, language: 'en', requestKey: undefined } as const
  const mark = randomUUID()
  const [few, many] = [`few-${mark}`, `many-${mark}`]
  await stores.rates.count('network', rateTag(await stores.keys.links(), 'network', many), 11, at)
  for (const [network, turn] of [[undefined], [few, 0], [many, 1]] as const) {
    const nameOf = (fate: string): string => `${fate}-${turn}-${mark}`
    const here = turn === undefined ? fates : { queued: fates['queued'] }
    const group = { ...makeGroup(...Object.keys(here).map(nameOf)), registeredBy }
    await createGroupRegistering(createRegistering(stores))(slug, group, { ...asked, network, wideNetwork: network })
    for (const [fate, happens] of Object.entries(here)) {
      const id = await idOf(stores, slug, `${nameOf(fate)}@authority.example`)
      for (const message of await outbox.allOf(id)) {
        if (message.registeredBy !== registeredBy || message.turn !== turn) throw new Error('the mail does not name them')
        await happens?.(message)
      }
    }
  }
  const email = `queued-0-${mark}@authority.example`
  await createRegistering(stores)(slug, makePerson(1, { name: registeredBy, email }), asked)
  const mails = await outbox.allOf(await idOf(stores, slug, email))
  if (!mails.some(({ tried }) => tried === registeredBy)) throw new Error('nobody is told whom somebody tried to register')
}

/** Texts of mails that anybody may have written in the person's name. */
export const forgedTraces = (number: number): readonly string[] => [
  `Urgent${number}`,
  `account${number}`,
  `forged${number}`,
  `machine${number}`,
]

/** Makes one of every kind of item and object for a person; returns the texts that are about the person. */
export const makeEverything = async (erasing: Erasing, events: Events, number: number) => {
  const { stores, parts, files, s3, machine } = erasing
  const [name, phone] = [`Zuzana Unique${number}`, `+421 900 ${100_000 + number}`]
  const said = { name, answers: { phone }, accessibilityNeeds: `${name} needs captions` }
  const { email } = makePerson(number)
  const [earlier, before] = [days(-30), minutes(-30)]
  await register(stores, events.past.slug, number, earlier, said)
  for (const { slug } of [events.open, events.full, events.approval, events.left]) await register(stores, slug, number, before, said)
  const left = await registrationOf(stores, events.left.slug, email)
  if (left !== undefined) await createCancelling(stores)(left, before)

  const attended = await registrationOf(stores, events.past.slug, email)
  if (attended === undefined) throw new Error('not registered for the past event')
  await stores.attendances.mark({ id: attended.id, mark: 'attended', minutes: 55 }, { slug: attended.slug, now: days(-9) })
  const answer = { answer: 'accepted', at: earlier, stamp: earlier, sequence: 0 } as const
  const current = await stores.registrations.get(attended.id)
  if (current !== undefined) await createCalendarAnswers(stores.database, stores.tables.people).note(current, answer)

  for (const slug of [events.open.slug, events.past.slug]) {
    const registration = await registrationOf(stores, slug, email)
    if (registration === undefined) throw new Error('not registered')
    const form = await files.uploadForm({ registration, question: 'photo' }, 'http://localhost/', machine())
    const { key, etag } = sentKey(await sendForm(form, { name: `${name}.txt`, content: `${name}, ${phone}` }))
    const { id, round } = registration
    await parts.uploads.use({ nonce: uploadAt(key)?.nonce ?? '', slug, registration: id, round, etag, dueAt: minutes(360) })
    await files.take({ registration, question: 'photo' }, key, etag, machine())
  }

  await registerColleagues(stores, events.left.slug, name, before)

  await stores.lists.add(lists.members, [email, 'authority.example'], before)
  await stores.retention.keepUntil(lists.invited(events.invited.slug), days(154))
  await stores.lists.add(lists.invited(events.invited.slug), [email], before)

  const person = personHash(await stores.keys.links(), email)
  for (const mail of [`inbound/letter${number}`, `inbound/answer${number}`])
    s3.put('mails', mail, Buffer.from(`From: ${name} <${email}>\n\nCall ${phone}`))
  await stores.letters.keep({
    id: `${person}.letter${number}`,
    kind: 'letter',
    receivedAt: before,
    slug: events.open.slug,
    name,
    address: email,
    text: `Call ${phone}`,
    mail: `inbound/letter${number}`,
  })
  await stores.receivedMails.note(person, { mail: `inbound/answer${number}`, receivedAt: before })

  // What somebody may have forged still has the person's address.
  const forged = { receivedAt: before, doubted: true } as const
  for (const mail of [`inbound/forged${number}`, `inbound/machine${number}`])
    s3.put('mails', mail, Buffer.from(`From: ${email}\n\nIgnore my registration: pay to account${number}`))
  await stores.letters.keep({
    ...forged,
    id: `${person}.forged${number}`,
    kind: 'letter',
    slug: events.open.slug,
    address: email,
    subject: `Urgent${number}`,
    text: `Ignore my registration: pay to account${number}`,
    mail: `inbound/forged${number}`,
  })
  await stores.receivedMails.note(person, { ...forged, mail: `inbound/machine${number}` })

  const inviting = createInviting(stores)
  const spoken = await inviting.add(events.open, speakerInputSchema.parse({ name, email, invite: true }), before)
  if (spoken.outcome !== 'done') throw new Error('not a speaker')
  const about = { name, biography: `${name} has a life`, recording: 'yes', needs: `Call ${phone}` } as const
  const answered = await createSpeaking(stores).confirm(events.open, spoken.speaker, about, before)
  if (answered.outcome !== 'done') throw new Error('not confirmed')

  const ask = createAsking(stores)
  const asked = { now: before, language: 'en', networks: { own: '203.0.113.9', wide: '203.0.113.0/24' } } as const
  await ask({ asks: 'my-links', email }, asked)
  await createAnswering(stores)({ asks: 'my-links', email, person, language: 'en', askedAt: before })
  await ask({ asks: 'personal-link', email, slug: events.invited.slug }, asked)
  await stores.personalCalendars.renew(person, 0, days(-9))
  await stores.optionalMail.choose(person, false, before)
  await stores.suppressions.report(person, {
    what: 'complaint',
    evidence: { reason: 'complaint', at: before, feedbackId: `feedback-of-${number}` },
    asOf: before,
    held: `${attended.id}_1_reminder_x`,
  })
  return {
    email,
    person,
    traces: [email, email.split('@')[0] ?? '', name, phone, `feedback-of-${number}`, `letter${number}`, ...forgedTraces(number)],
  }
}
