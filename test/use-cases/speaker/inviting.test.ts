import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Event } from '../../../shared/domain/event/event.ts'
import { personMailId } from '../../../shared/domain/mail/asked-mail.ts'
import { withSpeakers } from '../../../shared/domain/speaker/programme-with-speakers.ts'
import type { EventSpeaker } from '../../../shared/domain/speaker/speaker.ts'
import { createFollowing } from '../../../shared/store/programme/moved-drafts.ts'
import { personHash } from '../../../shared/tokens/registration-tokens.ts'
import { createManaging } from '../../../shared/use-cases/event/managing.ts'
import { createAnswering } from '../../../shared/use-cases/speaker/answering.ts'
import { createInviting } from '../../../shared/use-cases/speaker/inviting.ts'
import { makeEventInput, now, organiser, publishEvent } from '../../make/programme.ts'
import { addSpeaker, confirmedSpeaker, current, speakerIn } from '../../make/speakers.ts'
import { type LocalStores, startStores } from '../../store/local-store.ts'

let stores: LocalStores
beforeAll(async () => {
  stores = await startStores()
})
afterAll(() => stores.stop())

const who = { staff: organiser, now }
const sessions = [
  { id: 'opening', title: 'Opening', kind: 'talk', start: '2022-05-17T10:00', end: '2022-05-17T10:30', speakers: [], choose: false },
  { id: 'panel', title: 'Panel', kind: 'panel', start: '2022-05-17T10:30', end: '2022-05-17T11:30', speakers: [], choose: false },
] as const

const conference = (): Promise<Event> => publishEvent(stores, { sessions: sessions.map((each) => ({ ...each, speakers: [] })) })

const mailsTo = async (email: string, slug: string) => {
  const id = personMailId({ person: personHash(await stores.keys.links(), email) })
  return (await stores.outbox.allOf(id)).filter(({ event }) => event.slug === slug)
}

const shown = async (event: Pick<Event, 'slug'>): Promise<Event> => {
  const found = await current(stores, event)
  return withSpeakers(found, await stores.profiles(found))
}

describe('a speaker', () => {
  test('is asked by mail, and shown with their words once they confirm, in their sessions', async () => {
    const event = await conference()
    const added = speakerIn(await addSpeaker(stores, event, { sessions: ['panel'], rehearsal: '2022-05-16T16:00' }))
    const [mail, ...more] = await mailsTo('ana.silva@authority.example', event.slug)
    expect(more).toEqual([])
    expect(mail).toMatchObject({ kind: 'speaker-invited', speaker: { rehearsal: '2022-05-16T16:00', published: true } })
    expect(mail?.event.sessions?.map(({ id }) => id)).toEqual(['panel'])
    expect((await shown(event)).sessions.flatMap(({ speakers }) => speakers)).toEqual([])

    const answer = { name: 'Ana Silva-Costa', organisation: 'Ministry', biography: 'Buys.', needs: 'Captions', recording: 'no' } as const
    await createAnswering(stores).confirm(event, added, answer, now)
    const [opening, panel] = (await shown(event)).sessions
    expect(opening?.speakers).toEqual([])
    expect(panel?.speakers).toEqual([{ name: 'Ana Silva-Costa', organisation: 'Ministry' }])
    const profiles = await stores.profiles(await current(stores, event))
    expect(profiles).toEqual([
      { id: added.id, name: 'Ana Silva-Costa', role: 'speaker', sessions: ['panel'], organisation: 'Ministry', biography: 'Buys.' },
    ])
  })

  test('who declines, or cancels after confirming, is not shown, and can change their mind', async () => {
    const event = await conference()
    const { confirm, decline } = createAnswering(stores)
    const ana = speakerIn(await addSpeaker(stores, event))
    expect(speakerIn(await decline(event, ana, now)).state).toBe('declined')
    expect(speakerIn(await confirm(event, ana, { name: ana.name }, now)).state).toBe('confirmed')
    expect(await stores.profiles(await current(stores, event))).toHaveLength(1)
    expect(speakerIn(await decline(event, ana, now)).state).toBe('withdrawn')
    expect(speakerIn(await decline(event, ana, now)).state).toBe('withdrawn')
    expect(await stores.profiles(await current(stores, event))).toEqual([])
  })

  test('with a name that is in the programme already is shown once', async () => {
    const event = await publishEvent(stores, {
      sessions: [{ ...sessions[1], speakers: [{ name: 'Ana  silva' }, { name: 'Bo Lindqvist' }], chair: { name: 'Cem Kaya' } }],
    })
    await confirmedSpeaker(stores, event, { sessions: ['panel'] }, { organisation: 'Ministry' })
    await confirmedSpeaker(stores, event, { sessions: ['panel'], role: 'chair', name: 'Cem Kaya', email: 'cem@authority.example' })
    await confirmedSpeaker(stores, event, { sessions: ['panel'], role: 'chair', name: 'Dana Ek', email: 'dana@authority.example' })
    const [panel] = (await shown(event)).sessions
    expect(panel?.speakers).toEqual([{ name: 'Ana Silva', organisation: 'Ministry' }, { name: 'Bo Lindqvist' }, { name: 'Dana Ek' }])
    expect(panel?.chair).toEqual({ name: 'Cem Kaya' })
  })

  test('cannot be added twice, whatever the spelling of the address, also at the same time', async () => {
    const event = await conference()
    const both = await Promise.all([addSpeaker(stores, event), addSpeaker(stores, event, { email: 'ANA.Silva@authority.example' })])
    expect(both.map(({ outcome }) => outcome).toSorted()).toEqual(['done', 'invalid'])
    expect(both.find(({ outcome }) => outcome === 'invalid')).toEqual({
      outcome: 'invalid',
      problems: [{ field: 'email', code: 'speaks-already' }],
    })
    expect(await mailsTo('ana.silva@authority.example', event.slug)).toHaveLength(1)
  })

  test('who is removed cannot answer any more, also if they are added again; the new link works', async () => {
    const event = await conference()
    const first = await confirmedSpeaker(stores, event)
    const now2 = '2022-04-02T09:00:00.000Z'
    const { remove } = createInviting(stores)
    expect((await remove(await current(stores, event), first.id, now)).outcome).toBe('done')
    expect((await remove(await current(stores, event), first.id, now)).outcome).toBe('no-such-speaker')
    expect(await stores.profiles(await current(stores, event))).toEqual([])
    const { confirm } = createAnswering(stores)
    expect((await confirm(event, first, { name: 'Old' }, now2)).outcome).toBe('no-such-speaker')
    const second = speakerIn(await addSpeaker(stores, event))
    expect((await confirm(event, first, { name: 'Old' }, now2)).outcome).toBe('no-such-speaker')
    expect((await confirm(event, second, { name: 'New' }, now2)).outcome).toBe('done')
  })

  test('cannot be asked or answer once the event is over or cancelled', async () => {
    const event = await conference()
    const ana = speakerIn(await addSpeaker(stores, event))
    const { confirm } = createAnswering(stores)
    expect((await confirm(event, ana, { name: ana.name }, event.endsAt)).outcome).toBe('wrong-state')
    await createManaging(stores).cancel(event.slug, who)
    const cancelled = await current(stores, event)
    expect((await confirm(cancelled, ana, { name: ana.name }, now)).outcome).toBe('wrong-state')
    expect((await createInviting(stores).invite(cancelled, ana.id, now)).outcome).toBe('wrong-state')
    expect((await addSpeaker(stores, event, { email: 'other@authority.example' })).outcome).toBe('wrong-state')
  })

  test('keeps both changes if an organiser and they save at the same time', async () => {
    const event = await conference()
    const ana = await confirmedSpeaker(stores, event)
    const at = await current(stores, event)
    await Promise.all([
      createInviting(stores).change(at, ana.id, { sessions: ['opening'] }, now),
      createAnswering(stores).confirm(at, ana, { name: 'Ana Silva', biography: 'Buys.' }, now),
    ])
    const saved = await stores.speakers.get(ana.slug, ana.id)
    expect(saved).toMatchObject({ sessions: ['opening'], biography: 'Buys.' })
    expect(await stores.profiles(at)).toEqual([expect.objectContaining({ sessions: ['opening'], biography: 'Buys.' })])
  })
})

test('a session that the event does not have, and a rehearsal in an hour that does not exist, are refused', async () => {
  const event = await conference()
  const problemsOf = async (given: Parameters<typeof addSpeaker>[2]) => {
    const done = await addSpeaker(stores, event, given)
    return done.outcome === 'invalid' ? done.problems : done.outcome
  }
  expect(await problemsOf({ sessions: ['gone'] })).toEqual([{ field: 'sessions', code: 'no-such-session' }])
  expect(await problemsOf({ rehearsal: '2022-03-27T02:30' })).toEqual([{ field: 'rehearsal', code: 'wall-time-skipped' }])
})

test('an organiser who saves the event while the first speaker is added loses neither', async () => {
  const event = await conference()
  const scheduling = createManaging(stores)
  await Promise.all([addSpeaker(stores, event), scheduling.change(event.slug, who, (input) => ({ ...input, summary: 'Another summary.' }))])
  const saved = await current(stores, event)
  expect(saved).toMatchObject({ summary: 'Another summary.', speakersAt: event.slug })
  expect(await stores.speakers.listOf(saved)).toHaveLength(1)
})

test('speakers stay with a draft whose address has to change', async () => {
  const scheduling = createManaging(stores)
  const draft = await scheduling.create(makeEventInput(), who)
  const ana = speakerIn(await addSpeaker(stores, draft))
  const moved = await scheduling.change(draft.slug, who, (input) => ({ ...input, audience: 'invited' }))
  if (moved.outcome !== 'done') throw new Error(moved.outcome)
  expect(moved.event.slug).not.toBe(draft.slug)
  expect((await stores.speakers.listOf(moved.event)).map(({ id }: EventSpeaker) => id)).toEqual([ana.id])
  const follow = createFollowing(stores.database, stores.tables.programme, stores.events)
  expect((await follow(ana.slug))?.slug).toBe(moved.event.slug)
  expect(await follow('no-such-event')).toBeUndefined()
})
