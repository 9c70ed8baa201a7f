import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { createTaking } from '../../../functions/uploads/taking-uploads.ts'
import type { Event } from '../../../shared/domain/event/event.ts'
import { logger } from '../../../shared/runtime/logger.ts'
import { createManaging } from '../../../shared/use-cases/event/managing.ts'
import { createCancelling } from '../../../shared/use-cases/registration/cancelling.ts'
import { makePerson, organiser } from '../../make/programme.ts'
import { sendForm, sentKey } from '../../make/upload.ts'
import { days, type Erasing, makeEvents, minutes, register, registrationOf, startErasing } from './one-of-everything.ts'

let erasing: Erasing
let event: Event
let people = 100
beforeAll(async () => {
  logger.setLogLevel('SILENT')
  erasing = await startErasing()
  event = (await makeEvents(erasing.stores)).left
})
afterAll(() => erasing.stop())

const question = { id: 'plan', label: 'Plan', required: true }

/** Somebody registered who sends a file; how to send another with the same form, and to see the files of the registration. */
const somebodyWithFile = async ({ slug }: Pick<Event, 'slug'> = event) => {
  const { stores, parts, files, machine } = erasing
  const number = ++people
  await register(stores, slug, number, minutes(0))
  const person = async () => {
    const registration = await registrationOf(stores, slug, makePerson(number).email)
    if (registration === undefined) throw new Error('not registered')
    return registration
  }
  // S3 is signed for at the machine's time, whatever the time of the event.
  const take = createTaking({
    ...parts,
    files: {
      get: (place) => files.get(place, machine()),
      getUpload: (key) => files.getUpload(key, machine()),
      take: (place, key, etag) => files.take(place, key, etag, machine()),
      removeUpload: (key) => files.removeUpload(key, machine()),
    },
    fileQuestions: () => [question],
  })
  const registration = await person()
  const place = { registration, question: question.id }
  const form = await files.uploadForm(place, 'http://localhost/', machine())
  const send = async (content: string, at = minutes(1)) => {
    const sent = sentKey(await sendForm(form, { name: 'plan.txt', content }))
    await take(sent, at)
    return files.getUpload(sent.key, machine())
  }
  expect(await send('My plan')).toBeUndefined()
  return { person, send, file: () => files.get(place, machine()), again: () => register(stores, slug, number, minutes(20)) }
}

describe('the files of a registration', () => {
  test('go within six hours of its cancellation, and nothing sent later is kept', async () => {
    const [leaves, stays] = [await somebodyWithFile(), await somebodyWithFile()]
    expect(await leaves.file()).toMatchObject({ name: 'plan.txt' })
    await createCancelling(erasing.stores)(await leaves.person(), minutes(10))
    expect(await leaves.send('Too late', minutes(11))).toBeUndefined()
    expect(await leaves.file()).toMatchObject({ size: 'My plan'.length })
    await erasing.work(minutes(362))
    expect([await leaves.file(), await stays.file()]).toMatchObject([undefined, { name: 'plan.txt' }])
    await createCancelling(erasing.stores)(await stays.person(), minutes(370))
    await erasing.work(minutes(723))
    expect(await stays.file()).toBeUndefined()
  })

  test('go also if the person has registered again by then, since they count for the earlier registration only', async () => {
    const { person, again, file } = await somebodyWithFile()
    await createCancelling(erasing.stores)(await person(), minutes(10))
    await again()
    expect([(await person()).status, (await person()).round]).toEqual(['confirmed', 2])
    await erasing.work(minutes(362))
    expect(await file()).toBeUndefined()
  })

  test('stay after the event, for as long as the registration', async () => {
    const { file } = await somebodyWithFile()
    await erasing.work(days(64))
    await erasing.work(days(65))
    expect(await file()).toMatchObject({ name: 'plan.txt' })
  })
})

test('a file that is sent for an event that was cancelled meanwhile is not kept', async () => {
  const { full } = await makeEvents(erasing.stores)
  const { send, file } = await somebodyWithFile(full)
  await createManaging(erasing.stores).cancel(full.slug, { staff: organiser, now: minutes(5) })
  expect(await send('Too late', minutes(6))).toBeUndefined()
  expect(await file()).toMatchObject({ size: 'My plan'.length })
})
