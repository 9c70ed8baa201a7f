import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { createFanningOut } from '../../../../functions/fan-out/fanning-out.ts'
import { listMassMails } from '../../../../functions/organiser/mail-progress/mass-mails.ts'
import { createFolding } from '../../../../functions/summaries/folding.ts'
import { messageEvent } from '../../../../shared/domain/mail/owed-mail.ts'
import type { Staff } from '../../../../shared/domain/who-may.ts'
import { createManaging } from '../../../../shared/use-cases/event/managing.ts'
import { makeEventInput, now, organiser, publishEvent, registerMany } from '../../../make/programme.ts'
import { makeRequest } from '../../../make/request.ts'
import { type LocalStores, startStores } from '../../../store/local-store.ts'
import { allMessages } from '../../../store/scan.ts'
import { openStream } from '../../../store/stream.ts'

let stores: LocalStores
let people: ReturnType<typeof openStream>
beforeAll(async () => {
  stores = await startStores()
  people = openStream(stores, 'people')
})
afterAll(async () => {
  people.close()
  await stores.stop()
})

const later = '2022-04-02T09:00:00.000Z'
const minuteLater = '2022-04-02T09:01:00.000Z'

const ask = async (slug: string, staff: Staff = organiser) => {
  const { statusCode, body } = await listMassMails(stores)({ ...makeRequest(slug, { api: true }), staff })
  return { status: statusCode, body: JSON.parse(body ?? '') }
}

/** Lets the summaries count what happened to people and mails since the last time. */
const count = async (): Promise<void> => {
  const folded = (await people.next()).filter(({ dynamodb }) => dynamodb?.Keys?.['pk']?.S?.startsWith('REGISTRATION#'))
  await createFolding(stores)('people', folded)
}

test('the organiser follows a change and a message from the first mail owed to the last one sent, in counts that name nobody', async () => {
  const event = await publishEvent(stores)
  const { slug } = event
  await registerMany(stores, slug, 4)
  await createManaging(stores).change(slug, { staff: organiser, now: later }, (input) => ({ ...input, title: 'A new title' }))
  await stores.fanOuts.begin({
    kind: 'message',
    slug,
    revision: 1,
    mark: 'a-key-of-the-form',
    written: { group: 'confirmed', subject: 'Documents', text: 'They are there.' },
    createdAt: minuteLater,
    event: messageEvent(event),
  })
  const none = { owed: 0, sent: 0, failed: 0, superseded: 0, unknown: 0, toGo: 0, parked: 0 }
  const message = { kind: 'message', subject: 'Documents', startedAt: minuteLater, complete: false, ...none }
  const update = { kind: 'update', startedAt: later, complete: false, ...none }
  await count()
  expect(await ask(slug)).toEqual({ status: 200, body: { mails: [message, update] } })

  await createFanningOut(stores)({ slug, kind: 'update', revision: 1 }, { now: () => minuteLater, timeLeftMs: () => 60_000 })
  await count()
  expect((await ask(slug)).body.mails[1]).toEqual({ ...update, complete: true, owed: 4, toGo: 4 })

  const updates = (await allMessages(stores, slug)).filter(({ kind }) => kind === 'update')
  for (const each of updates.slice(0, 3)) await stores.outbox.claim(each, minuteLater)
  const [first, second] = updates
  if (first === undefined || second === undefined) throw new Error('nobody is owed an update')
  await stores.outbox.mark(first, 'sent', minuteLater, { sesMessageId: 'ses-1' })
  await stores.outbox.mark(second, 'fail', minuteLater, { fault: 'MessageRejected' })
  await count()
  expect((await ask(slug)).body).toEqual({ mails: [message, { ...update, complete: true, owed: 4, sent: 1, failed: 1, toGo: 2 }] })
})

test('nobody else can, and to others a draft does not exist', async () => {
  const { slug } = await publishEvent(stores)
  const draft = await createManaging(stores).create(makeEventInput(), { staff: organiser, now })
  const other = { ...organiser, subject: 'somebody-else' }
  expect([(await ask(slug, other)).status, (await ask(draft.slug, other)).status, (await ask('nowhere')).status]).toEqual([403, 404, 404])
})
