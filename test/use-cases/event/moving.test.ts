import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { createFanningOut } from '../../../functions/fan-out/fanning-out.ts'
import { handledOf, scheduledMails } from '../../../shared/domain/automatic-mails/due-mails.ts'
import { type EventInput, inputOf } from '../../../shared/domain/event/event.ts'
import { contentOf } from '../../../shared/mail/content/content.ts'
import { textPart } from '../../../shared/mail/look/text-part.ts'
import { loadTexts } from '../../../shared/texts/texts.ts'
import { createManaging, type Managing } from '../../../shared/use-cases/event/managing.ts'
import { makeEventInput, now, organiser, publishEvent, registerMany } from '../../make/programme.ts'
import { type LocalStores, startStores } from '../../store/local-store.ts'
import { allMessages } from '../../store/scan.ts'

let stores: LocalStores
let scheduling: Managing
beforeAll(async () => {
  stores = await startStores()
  scheduling = createManaging(stores)
  await loadTexts('en')
})
afterAll(() => stores.stop())

const who = { staff: organiser, now }
const whole = { now: () => now, timeLeftMs: () => 60_000 }

const conference: Partial<EventInput> = {
  start: '2022-05-17T09:00',
  end: '2022-05-18T17:00',
  capacity: 2,
  rooms: [{ name: 'Main hall', capacity: 2 }, { name: 'Foyer' }],
  registrationOpens: '2022-03-01T09:00',
  registrationCloses: '2022-05-10T12:00',
  changesUntil: '2022-05-09T12:00',
  holds: [{ id: 'police', label: 'Police', places: 1, until: '2022-05-01T12:00', countries: ['BE'] }],
  sessions: [
    { kind: 'talk', id: 'opening', title: 'Opening', start: '2022-05-17T09:00', end: '2022-05-17T10:00', speakers: [], choose: false },
    { kind: 'talk', id: 'closing', title: 'Closing', start: '2022-05-18T16:00', end: '2022-05-18T17:00', speakers: [], choose: false },
  ],
}

describe('moving a whole event', () => {
  test('moves every one of its times by the same days, and keeps the time of day when the clocks change in between', async () => {
    const { slug } = await publishEvent(stores, { ...conference, start: '2022-10-26T09:00', end: '2022-10-27T17:00', sessions: [] })
    const moved = await scheduling.move(slug, who, { days: 7 })
    if (moved.outcome !== 'done') throw new Error(moved.outcome)
    expect([moved.event.start, moved.event.startsAt]).toEqual(['2022-11-02T09:00', '2022-11-02T08:00:00.000Z'])
    const { slug: other } = await publishEvent(stores, conference)
    const back = await scheduling.move(other, who, { days: -1 })
    if (back.outcome !== 'done') throw new Error(back.outcome)
    const times = JSON.stringify(inputOf(back.event)).match(/2022-[\dT:-]+/g)
    expect(times?.toSorted()).toEqual([
      '2022-02-28T09:00',
      '2022-04-30T12:00',
      '2022-05-08T12:00',
      '2022-05-09T12:00',
      '2022-05-16T09:00',
      '2022-05-16T09:00',
      '2022-05-16T10:00',
      '2022-05-17T16:00',
      '2022-05-17T17:00',
      '2022-05-17T17:00',
    ])
  })

  test('sends everyone with a place one updated invitation with the note, and nobody else anything', async () => {
    const { slug } = await publishEvent(stores, { capacity: 2 })
    await registerMany(stores, slug, 3)
    const before = (await allMessages(stores, slug)).length
    await scheduling.move(slug, who, { days: 7, note: 'The minister is free a week later.\n\nSorry!' })
    const [fanOut] = await stores.fanOuts.listOf(slug)
    if (fanOut === undefined) throw new Error('nothing is owed')
    await createFanningOut(stores)(fanOut, whole)
    const owed = (await allMessages(stores, slug)).filter(({ kind }) => kind === 'update')
    expect([owed.map(({ calendar }) => calendar?.sequence), (await allMessages(stores, slug)).length - before]).toEqual([[1, 1], 2])
    const links = { event: '', registration: '', cancel: '', feedback: '', organise: '', desk: '', calendar: '', unsubscribe: '' }
    const [mail] = owed
    expect(mail && textPart(contentOf(mail, links))).toContain(
      'A message from the organiser:\nThe minister is free a week later.\n\nSorry!\n',
    )
  })

  test('refuses a day on which a time does not exist, or exists twice, and names it', async () => {
    const { slug, version } = await publishEvent(stores, {
      ...conference,
      sessions: [],
      start: '2022-10-22T02:30',
      end: '2022-10-22T12:00',
    })
    expect(await scheduling.move(slug, who, { days: 8 })).toEqual({
      outcome: 'invalid',
      problems: [{ field: 'start', code: 'wall-time-twice' }],
    })
    const { slug: spring } = await publishEvent(stores, { start: '2023-03-25T01:00', end: '2023-03-25T02:30' })
    expect(await scheduling.move(spring, who, { days: 1 })).toEqual({
      outcome: 'invalid',
      problems: [{ field: 'end', code: 'wall-time-skipped' }],
    })
    expect((await stores.events.get(slug))?.version).toBe(version)
  })

  test('refuses to move a published event into the past or out of reach, but not a draft back', async () => {
    const { slug } = await publishEvent(stores)
    const into = async (days: number) => {
      const moved = await scheduling.move(slug, who, { days })
      return moved.outcome === 'invalid' ? moved.problems.map(({ field, code }) => `${field} ${code}`) : moved.outcome
    }
    expect([await into(-100), await into(3650)]).toEqual([['days in-the-past'], ['start too-far-ahead', 'end too-far-ahead']])
    const draft = await scheduling.create(makeEventInput(), who)
    expect((await scheduling.move(draft.slug, who, { days: -100 })).outcome).toBe('done')
  })

  test('only looks if asked to', async () => {
    const { slug, start } = await publishEvent(stores)
    const seen = await scheduling.move(slug, who, { days: 7 }, { dry: true })
    expect([seen.outcome === 'done' && seen.event.start, (await stores.events.get(slug))?.start]).toEqual(['2022-05-24T10:00', start])
    expect(await stores.fanOuts.listOf(slug)).toEqual([])
  })
})

describe('copying an event', () => {
  test('makes a draft with all its times moved as far as the start, and none of its people, owners or publication', async () => {
    const { slug } = await publishEvent(stores, conference)
    await registerMany(stores, slug, 1)
    const copied = await scheduling.copy(slug, who, '2023-02-07T10:30')
    if (copied.outcome !== 'done') throw new Error(copied.outcome)
    const { event } = copied
    expect([event.status, event.slug === slug, event.publishedAt, event.handledMails]).toEqual(['draft', false, undefined, []])
    expect(event.rooms).toEqual(conference.rooms)
    expect(
      JSON.stringify(inputOf(event))
        .match(/202[\d]-[\dT:-]+/g)
        ?.toSorted(),
    ).toEqual([
      '2022-11-22T10:30',
      '2023-01-22T13:30',
      '2023-01-30T13:30',
      '2023-01-31T13:30',
      '2023-02-07T10:30',
      '2023-02-07T10:30',
      '2023-02-07T11:30',
      '2023-02-08T17:30',
      '2023-02-08T18:30',
      '2023-02-08T18:30',
    ])
    expect(await allMessages(stores, event.slug)).toEqual([])
  })

  test('published later, neither sends reminders of the past at once nor drops those to come', async () => {
    const { slug } = await publishEvent(stores)
    const copied = await scheduling.copy(slug, who, '2022-04-02T09:00')
    if (copied.outcome !== 'done') throw new Error(copied.outcome)
    const published = await scheduling.publish(copied.event.slug, who)
    if (published.outcome !== 'done') throw new Error(published.outcome)
    const states = scheduledMails(published.event).map(
      (mail) => `${mail.kind} ${mail.offset} ${handledOf(published.event, mail)?.state ?? 'ahead'}`,
    )
    expect(states).toEqual(['reminder P1D missed', 'reminder PT1H ahead', 'survey PT30M ahead', 'survey-reminder P3D ahead'])
  })

  test('names a time that cannot be, and tells strangers nothing of a draft', async () => {
    const { slug } = await publishEvent(stores)
    const skipped = await scheduling.copy(slug, who, '2023-03-26T02:30')
    expect(skipped).toEqual({ outcome: 'invalid', problems: [{ field: 'start', code: 'wall-time-skipped' }] })
    const draft = await scheduling.create(makeEventInput(), who)
    const stranger = { staff: { ...organiser, subject: 'stranger' }, now }
    expect(await scheduling.copy(draft.slug, stranger, '2023-03-27T10:00')).toEqual({ outcome: 'no-such-event' })
  })
})
