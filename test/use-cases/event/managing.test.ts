import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Event } from '../../../shared/domain/event/event.ts'
import { placesLeft } from '../../../shared/domain/seats/seats.ts'
import { createManaging, type Managing } from '../../../shared/use-cases/event/managing.ts'
import { makeEventInput, now, organiser, publishEvent, registerMany, seatsTaken } from '../../make/programme.ts'
import { type LocalStores, startStores } from '../../store/local-store.ts'
import { itemsOf } from '../../store/scan.ts'

let stores: LocalStores
let scheduling: Managing
beforeAll(async () => {
  stores = await startStores()
  scheduling = createManaging(stores)
})
afterAll(() => stores.stop())

const who = { staff: organiser, now }
const moved = { start: '2022-05-18T10:00', end: '2022-05-18T12:00' }

const fanOuts = async (slug: string): Promise<unknown[]> =>
  (await itemsOf(stores, stores.tables.programme))
    .filter((item) => item['pk'] === `FANOUT#${slug}`)
    .map((item) => [item['kind'], item['revision']])

const draftOf = async (slug: string): Promise<Event> => {
  const event = await stores.events.get(slug)
  if (event === undefined) throw new Error(`no event ${slug}`)
  return event
}

const left = async (slug: string): Promise<number | undefined> => placesLeft((await stores.events.getWithSeats(slug))?.seats ?? [])

describe('changing a published event', () => {
  test('owes everyone a new invitation if the time changes, and nothing if only the description does', async () => {
    const { slug } = await publishEvent(stores)
    await scheduling.change(slug, who, (input) => ({ ...input, description: 'More about it.' }))
    expect(await fanOuts(slug)).toEqual([])
    await scheduling.change(slug, who, (input) => ({ ...input, ...moved }))
    expect(await fanOuts(slug)).toEqual([['update', 1]])
  })

  test('shows the previous values in the mail, even if a second change follows before the mail about the first was sent', async () => {
    const { slug, title, start } = await publishEvent(stores)
    const shownBefore = async (revision: number): Promise<unknown> => {
      const told = (await stores.fanOuts.get({ slug, kind: 'update', revision }))?.event.before
      return told && [told.title, told.startsAt.slice(0, 16)]
    }
    const at = (hour: string) => ({ staff: organiser, now: `2022-04-02T${hour}:00.000Z` })
    await scheduling.change(slug, at('09:00'), (input) => ({ ...input, ...moved }))
    await scheduling.change(slug, at('09:10'), (input) => ({ ...input, description: 'Nobody is told of this.' }))
    await scheduling.change(slug, at('09:20'), (input) => ({ ...input, title: 'A new title' }))
    await scheduling.change(slug, at('11:00'), (input) => ({ ...input, title: 'The last title' }))
    expect(start).toBe('2022-05-17T10:00')
    expect([await shownBefore(1), await shownBefore(2), await shownBefore(3)]).toEqual([
      [title, '2022-05-17T08:00'],
      [title, '2022-05-17T08:00'],
      ['A new title', '2022-05-18T08:00'],
    ])
  })

  test('tells the second of two people saving the same form that somebody was first', async () => {
    const { slug, version } = await publishEvent(stores)
    const saves = await Promise.all([
      scheduling.change(slug, who, (input) => ({ ...input, title: 'One title' }), version),
      scheduling.change(slug, who, (input) => ({ ...input, title: 'Another title' }), version),
    ])
    expect(saves.map(({ outcome }) => outcome).sort()).toEqual(['changed-meanwhile', 'done'])
  })

  test('says which field prevents it and leaves the event unchanged', async () => {
    const { slug, title } = await publishEvent(stores)
    const changed = await scheduling.change(slug, who, (input) => ({ ...input, title: 'New', end: '2022-05-17T09:00' }))
    expect(changed).toEqual({ outcome: 'invalid', problems: [{ field: 'end', code: 'end-before-start' }] })
    expect((await stores.events.get(slug))?.title).toBe(title)
  })
})

describe('changing the capacity', () => {
  test('while people register gives out exactly as many seats as the last capacity allows', async () => {
    const { slug } = await publishEvent(stores, { capacity: 100 })
    const [answers] = await Promise.all([
      registerMany(stores, slug, 120),
      scheduling.change(slug, who, (input) => ({ ...input, capacity: 60, allowBelowGiven: true })),
      scheduling.change(slug, who, (input) => ({ ...input, capacity: 60, summary: 'Again.' })),
    ])
    const given = await seatsTaken(stores, slug)
    expect(answers.filter((answer) => answer === 'confirmed')).toHaveLength(given)
    expect(given + ((await left(slug)) ?? Number.NaN)).toBe(Math.max(60, given))
  })

  test('below the seats given needs confirmation, takes nobody’s seat, and later opens only what is really free', async () => {
    const { slug } = await publishEvent(stores, { capacity: 100 })
    await registerMany(stores, slug, 30)
    const asked = await scheduling.change(slug, who, (input) => ({ ...input, capacity: 10 }))
    expect(asked).toEqual({ outcome: 'invalid', problems: [{ field: 'capacity', code: 'below-given', limit: 30 }] })
    const withMore = await scheduling.change(slug, who, (input) => ({ ...input, capacity: 10, title: '' }))
    expect(withMore).toMatchObject({ problems: [{ field: 'title' }, { field: 'capacity', code: 'below-given', limit: 30 }] })
    await scheduling.change(slug, who, (input) => ({ ...input, capacity: 10, allowBelowGiven: true }))
    expect([await seatsTaken(stores, slug), await left(slug)]).toEqual([30, 0])
    await scheduling.change(slug, who, (input) => ({ ...input, capacity: 32 }))
    expect([await seatsTaken(stores, slug), await left(slug)]).toEqual([30, 2])
  })
})

describe('somebody else’s event', () => {
  const stranger = { staff: { subject: 'stranger', name: 'Stranger', roles: ['organiser'] as const }, now }

  test('cannot be changed, published or cancelled', async () => {
    const { slug } = await publishEvent(stores)
    expect(await scheduling.change(slug, stranger, (input) => input)).toEqual({ outcome: 'not-owner' })
    expect(await scheduling.publish(slug, stranger)).toEqual({ outcome: 'not-owner' })
    expect(await scheduling.cancel(slug, stranger)).toEqual({ outcome: 'not-owner' })
  })

  test('does not exist for others while it is a draft', async () => {
    const { slug } = await scheduling.create(makeEventInput(), who)
    expect(await scheduling.publish(slug, stranger)).toEqual({ outcome: 'no-such-event' })
  })
})

test('two events with the same title get different URLs', async () => {
  const input = makeEventInput({ title: 'Contract modification' })
  const [one, other] = [await scheduling.create(input, who), await scheduling.create(input, who)]
  expect([one.slug, other.slug]).toEqual(['contract-modification', 'contract-modification-2'])
})

describe('the address of an event for invited people', () => {
  const guessable = 'closed-briefing'
  const closed = () => makeEventInput({ title: 'Closed briefing', audience: 'invited' })
  const found = async (slug: string): Promise<boolean> => (await stores.events.get(slug)) !== undefined
  const shape = /^closed-briefing-[a-z2-9]{10}$/

  test('cannot be guessed from its title', async () => {
    const [one, other] = [await scheduling.create(closed(), who), await scheduling.create(closed(), who)]
    expect([one.slug, other.slug]).toEqual([expect.stringMatching(shape), expect.stringMatching(shape)])
    expect(one.slug).not.toBe(other.slug)
    expect(await found(guessable)).toBe(false)
  })

  test('changes once a draft becomes one, so that the earlier one opens nothing, and stays if it is opened to all again', async () => {
    const { slug, version } = await scheduling.create(makeEventInput({ title: 'Closed briefing', capacity: 4000 }), who)
    expect(slug).toBe(guessable)
    const colleague = { ...organiser, subject: 'colleague' }
    await stores.events.share(await draftOf(slug), { owner: organiser.subject, coOrganisers: [colleague.subject] })
    const closing = await scheduling.change(slug, who, (input) => ({ ...input, audience: 'invited' }), version)
    const moved = closing.outcome === 'done' ? closing.event.slug : ''
    expect(moved).toMatch(shape)
    expect([await found(slug), await stores.events.getWithSeats(slug), await scheduling.publish(slug, who)]).toEqual([
      false,
      undefined,
      { outcome: 'no-such-event' },
    ])
    const { event, seats = [] } = (await stores.events.getWithSeats(moved)) ?? {}
    expect([event?.capacity, placesLeft(seats)]).toEqual([4000, 4000])
    const slugsOf = async (subject: string) => (await stores.events.listOrganisedBy(subject)).map((each) => each.slug)
    expect(await slugsOf(colleague.subject)).toEqual([moved])
    expect((await slugsOf(organiser.subject)).filter((each) => each === slug || each === moved)).toEqual([moved])
    await scheduling.change(moved, who, (input) => ({ ...input, audience: 'public' }))
    await scheduling.change(moved, who, (input) => ({ ...input, audience: 'invited' }))
    expect((await scheduling.publish(moved, who)).outcome).toBe('done')
    expect((await scheduling.create(makeEventInput({ title: 'Closed briefing' }), who)).slug).toBe(`${guessable}-2`)
  })

  test('stays what it is once the event is published', async () => {
    const { slug } = await publishEvent(stores)
    await scheduling.change(slug, who, (input) => ({ ...input, audience: 'invited' }))
    expect((await draftOf(slug)).audience).toBe('invited')
  })
})

test('an event is published once, cancelled once and never published again', async () => {
  const { slug } = await publishEvent(stores)
  expect(await scheduling.publish(slug, who)).toEqual({ outcome: 'wrong-state' })
  expect((await scheduling.cancel(slug, who)).outcome).toBe('done')
  expect(await scheduling.cancel(slug, who)).toEqual({ outcome: 'wrong-state' })
  expect(await scheduling.publish(slug, who)).toEqual({ outcome: 'wrong-state' })
  expect(await fanOuts(slug)).toEqual([['cancellation', 1]])
})

test('a draft that lies in the past can still be cancelled, an event that took place cannot', async () => {
  const late = { ...who, now: '2022-05-17T10:00:00.000Z' }
  const { slug } = await scheduling.create(makeEventInput(), who)
  expect((await scheduling.cancel(slug, late)).outcome).toBe('done')
  const { slug: over } = await publishEvent(stores)
  expect(await scheduling.cancel(over, late)).toEqual({ outcome: 'wrong-state' })
})

test('an event that is over cannot be published any more', async () => {
  const { slug } = await scheduling.create(makeEventInput(), who)
  const late = await scheduling.publish(slug, { ...who, now: '2022-05-17T10:00:00.000Z' })
  expect(late).toEqual({ outcome: 'invalid', problems: [{ field: 'end', code: 'in-the-past' }] })
})
