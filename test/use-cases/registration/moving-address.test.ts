import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { emailKey } from '../../../shared/domain/basics/email-address.ts'
import type { Instant } from '../../../shared/domain/basics/wall-time.ts'
import type { EventInput } from '../../../shared/domain/event/event.ts'
import { personMailId } from '../../../shared/domain/mail/asked-mail.ts'
import type { OutboxMessage } from '../../../shared/domain/mail/outbox-message.ts'
import type { Registration, RegistrationInput } from '../../../shared/domain/registration/registration.ts'
import { lists } from '../../../shared/store/address-lists.ts'
import { addressChangeSubject, addressChangeToken } from '../../../shared/tokens/address-change-token.ts'
import { mailLinks } from '../../../shared/tokens/mail-links.ts'
import { personalKey } from '../../../shared/tokens/personal-key.ts'
import { personHash, registrationId } from '../../../shared/tokens/registration-tokens.ts'
import { createManaging } from '../../../shared/use-cases/event/managing.ts'
import { createCancelling } from '../../../shared/use-cases/registration/cancelling.ts'
import { createHandingOver } from '../../../shared/use-cases/registration/handing-over.ts'
import { createMovingAddress } from '../../../shared/use-cases/registration/moving-address.ts'
import { createRegistering } from '../../../shared/use-cases/registration/registering.ts'
import { createProving } from '../../../shared/use-cases/seats/proving.ts'
import { audit } from '../../faults/audit.ts'
import { makePerson, now, organiser, publishEvent, seatsTaken } from '../../make/programme.ts'
import { type LocalStores, startStores } from '../../store/local-store.ts'
import { allMessages, messagesOf } from '../../store/scan.ts'
import { type Keeping, startKeeping } from '../../store/stream.ts'

let stores: LocalStores
let keeping: Keeping
let changing: ReturnType<typeof createMovingAddress>
/** Files carried over, as `from>to question`. */
const carried: string[] = []
beforeAll(async () => {
  stores = await startStores()
  keeping = startKeeping(stores)
  const carryOver = async ({ registration, question }: { registration: { id: string }; question: string }, to: { id: string }) => {
    carried.push(`${registration.id}>${to.id} ${question}`)
  }
  changing = createMovingAddress({ ...stores, files: { carryOver } })
})
afterAll(async () => {
  keeping.close()
  await stores.stop()
})

const later = (minutes: number): Instant => new Date(Date.parse(now) + minutes * 60_000).toISOString()
const elsewhere = 'new.address@authority.example'

const idOf = async (slug: string, email: string): Promise<string> => registrationId(await stores.keys.links(), slug, emailKey(email))
const subjectOf = async (slug: string, email: string) => ({ id: await idOf(slug, email), round: 1 })
const at = async (slug: string, email: string): Promise<Registration | undefined> => stores.registrations.get(await idOf(slug, email))

/** A published event, and people 1 to `count` who registered one after another. */
const eventWith = async (count: number, overrides: Partial<EventInput> = {}, of: Partial<RegistrationInput> = {}): Promise<string> => {
  const { slug } = await publishEvent(stores, overrides)
  const register = createRegistering(stores)
  for (let number = 1; number <= count; number++)
    await register(slug, makePerson(number, of), { now: `2022-04-01T09:00:0${number}.000Z`, language: 'en', requestKey: undefined })
  return slug
}

const emailOf = (number: number): string => makePerson(number).email
const ask = async (slug: string, number: number, email = elsewhere, when = now) =>
  changing.ask(await subjectOf(slug, emailOf(number)), email, when)

/** The mails to an address without a registration about an event. */
const strangersMails = async (slug: string, email: string): Promise<readonly OutboxMessage[]> => {
  const person = personHash(await stores.keys.links(), emailKey(email))
  return (await messagesOf(stores, [{ id: personMailId({ person }) }])).filter(({ event }) => event.slug === slug)
}

/** The token in the link that the newest mail to the address has. */
const linkTo = async (slug: string, email: string): Promise<string> => {
  const mail = (await strangersMails(slug, email)).filter(({ kind }) => kind === 'address-change').at(-1)
  if (mail === undefined) throw new Error('no mail')
  return (
    mailLinks('https://events.example', await stores.keys.links(), mail)
      .addressChange?.split('/')
      .at(-1) ?? ''
  )
}

/** The mails owed to a registration: kind, reason and SEQUENCE. */
const mails = async (slug: string, email: string): Promise<readonly string[]> => {
  const id = await idOf(slug, email)
  return (await allMessages(stores, slug))
    .filter(({ registrationId: of }) => of === id)
    .map(({ kind, reason, calendar }) =>
      [kind, ...(reason === undefined ? [] : [reason]), ...(calendar ? [calendar.sequence] : [])].join(' '),
    )
    .sort()
}

/** What audit and ledger find wrong; nothing if all is well. */
const wrongWith = async (slug: string, capacity: number): Promise<readonly string[]> => {
  await keeping.settle(now)
  const proof = await createProving(stores, 1)(slug, now)
  return [...(await audit(stores, slug, capacity)), ...(proof?.findings ?? []).map(({ text }) => text)]
}

const lab: NonNullable<EventInput['sessions']>[number] = {
  kind: 'talk',
  title: 'Lab',
  start: '2022-05-17T10:00',
  end: '2022-05-17T11:00',
  speakers: [],
  choose: true,
  capacity: 1,
}

describe('a new address', () => {
  test('is asked to confirm, the old one is told, and nothing changes until then', async () => {
    const slug = await eventWith(1)
    const before = await at(slug, emailOf(1))
    expect(await ask(slug, 1)).toBe('asked')
    const { addressChange, ...rest } = Object(await at(slug, emailOf(1)))
    expect(rest).toEqual(before)
    // Not the address itself, which may be a stranger's.
    expect(addressChange).toEqual({ tag: expect.any(String), to: 'n…@authority.example', askedAt: now, until: later(24 * 60) })
    const [mail] = await strangersMails(slug, elsewhere)
    expect(mail).toMatchObject({
      kind: 'address-change',
      registeredBy: 'Person 1',
      until: later(24 * 60),
      recipient: { name: '', email: elsewhere },
    })
    expect(await mails(slug, emailOf(1))).toEqual(['address-asked', 'confirmation 0'])
    expect(await at(slug, elsewhere)).toBeUndefined()
  })

  test('gets everything as it was once it is confirmed, and the calendar entry moves', async () => {
    const questions: EventInput['questions'] = [
      { id: 'diet', type: 'text', label: 'Diet', required: false, rows: 1 },
      { id: 'cv', type: 'file', label: 'CV', required: false },
    ]
    const said = { sessions: ['lab'], accessibilityNeeds: 'Captions', answers: { diet: 'None' } }
    const slug = await eventWith(1, { capacity: 1, sessions: [lab], questions }, said)
    const before = Object(await at(slug, emailOf(1)))
    await ask(slug, 1)
    expect(await changing.confirm(await linkTo(slug, elsewhere), later(1))).toMatchObject({ outcome: 'changed' })
    const { addressChange: _, ...after } = Object(await at(slug, elsewhere))
    expect(after).toEqual({ ...before, id: await idOf(slug, elsewhere), email: elsewhere })
    expect(await at(slug, emailOf(1))).toMatchObject({ status: 'cancelled', endedBy: 'address-changed', seats: {} })
    expect(await mails(slug, emailOf(1))).toEqual(['address-asked', 'cancellation address-changed 1', 'confirmation 0'])
    expect(await mails(slug, elsewhere)).toEqual(['confirmation address-changed 0'])
    const calendars = (await allMessages(stores, slug)).flatMap(({ kind, calendar }) => (calendar ? [`${kind} ${calendar.uid}`] : []))
    expect(new Set(calendars.map((each) => each.split(' ')[1])).size).toBe(2)
    expect(carried).toContain(`${await idOf(slug, emailOf(1))}>${await idOf(slug, elsewhere)} cv`)
    expect(await seatsTaken(stores, slug)).toBe(1)
    expect(await wrongWith(slug, 1)).toEqual([])
  })

  test('keeps the place on the waiting list, and a request keeps its time', async () => {
    const full = await eventWith(3, { capacity: 1 })
    await ask(full, 2)
    await changing.confirm(await linkTo(full, elsewhere), later(1))
    const waiting = await stores.registrations.firstWaiting(full, 10)
    expect(waiting.map(({ email }) => email)).toEqual([elsewhere, emailOf(3)])
    expect(await mails(full, emailOf(2))).toEqual(['address-asked', 'waitlist-left address-changed'])
    expect(await mails(full, elsewhere)).toEqual(['waitlisted'])
    expect(await wrongWith(full, 1)).toEqual([])

    const approved = await eventWith(1, { audience: 'approval' })
    const { approveBy } = Object(await at(approved, emailOf(1)))
    await ask(approved, 1)
    await changing.confirm(await linkTo(approved, elsewhere), later(1))
    expect(await at(approved, elsewhere)).toMatchObject({ status: 'pending', approveBy })
    expect(await stores.registrations.due('approval', '2023-01-01T00:00:00.000Z', 10)).toContain(await idOf(approved, elsewhere))
  })

  test('is changed once, however often and by however many the link is used', async () => {
    const slug = await eventWith(1, { capacity: 1 })
    await ask(slug, 1)
    const token = await linkTo(slug, elsewhere)
    const done = await Promise.all([0, 1, 2].map(() => changing.confirm(token, later(1))))
    expect(done.map(({ outcome }) => outcome)).toEqual(['changed', 'changed', 'changed'])
    expect(await changing.confirm(token, later(60))).toMatchObject({ outcome: 'changed', registration: { email: elsewhere } })
    expect(await mails(slug, elsewhere)).toEqual(['confirmation address-changed 0'])
    expect(await wrongWith(slug, 1)).toEqual([])
  })

  test('can be changed again, also back to the first, with an invitation of its own each time', async () => {
    const slug = await eventWith(1, { capacity: 1 })
    await ask(slug, 1)
    await changing.confirm(await linkTo(slug, elsewhere), later(1))
    expect(await changing.ask(await subjectOf(slug, elsewhere), emailOf(1), later(2))).toBe('asked')
    await changing.confirm(await linkTo(slug, emailOf(1)), later(3))
    expect(await at(slug, emailOf(1))).toMatchObject({ status: 'confirmed', round: 2, sequence: 0 })
    expect(await at(slug, elsewhere)).toMatchObject({ status: 'cancelled', endedBy: 'address-changed' })
    expect(await wrongWith(slug, 1)).toEqual([])
  })
})

describe('whoever asks', () => {
  test('is told the same about a registered address, whose owner is told by mail', async () => {
    const slug = await eventWith(2)
    expect(await ask(slug, 1, emailOf(2))).toBe('asked')
    expect((await at(slug, emailOf(1)))?.addressChange?.to).toBe('p…@authority.example')
    expect((await strangersMails(slug, emailOf(2))).map(({ kind, registeredBy, links }) => [kind, registeredBy, links?.[0]?.id])).toEqual([
      ['address-taken', 'Person 1', await idOf(slug, emailOf(2))],
    ])
    expect(await mails(slug, emailOf(2))).toEqual(['confirmation 0'])
  })

  test('is not told that somebody else asked for the same registered address at the same moment', async () => {
    const slug = await eventWith(3)
    expect(await Promise.all([ask(slug, 1, emailOf(3)), ask(slug, 2, emailOf(3))])).toEqual(['asked', 'asked'])
    expect(await strangersMails(slug, emailOf(3))).toHaveLength(2)
  })

  test('causes one mail an hour to an address', async () => {
    const slug = await eventWith(1)
    for (const minutes of [0, 1, 59]) expect(await ask(slug, 1, elsewhere, later(minutes))).toBe('asked')
    expect(await strangersMails(slug, elsewhere)).toHaveLength(1)
    // Stopping it and asking again tells the old address each time, but not the new one.
    await changing.stop(await subjectOf(slug, emailOf(1)), later(59))
    await ask(slug, 1, elsewhere, later(59.5))
    expect(await strangersMails(slug, elsewhere)).toHaveLength(1)
    expect((await mails(slug, emailOf(1))).filter((kind) => kind === 'address-asked')).toHaveLength(2)
    expect((await changing.look(await linkTo(slug, elsewhere), later(59.5))).outcome).toBe('open')
    await changing.stop(await subjectOf(slug, emailOf(1)), later(60))
    await ask(slug, 1, elsewhere, later(60))
    expect(await strangersMails(slug, elsewhere)).toHaveLength(2)
  })

  test('gets a clear answer for the same address, after cancelling, and after the event', async () => {
    const slug = await eventWith(2)
    expect(await ask(slug, 1, emailOf(1).toUpperCase())).toEqual({ problems: [{ field: 'email', code: 'own-address' }] })
    expect(await ask(slug, 1, elsewhere, '2022-06-01T10:00:00.000Z')).toBe('not-possible')
    await createCancelling(stores)(await subjectOf(slug, emailOf(2)), now)
    expect(await ask(slug, 2)).toBe('not-possible')
    expect(await strangersMails(slug, elsewhere)).toEqual([])
  })
})

describe('the link does nothing', () => {
  /** How the link stands after something happened in between. */
  const standsAfter = async (
    happens: (slug: string) => Promise<unknown>,
    { when = later(5), overrides = {} as Partial<EventInput> } = {},
  ): Promise<string> => {
    const slug = await eventWith(1, overrides)
    await ask(slug, 1)
    const token = await linkTo(slug, elsewhere)
    await happens(slug)
    const looked = await changing.look(token, when)
    const { outcome } = await changing.confirm(token, when)
    expect(looked.outcome).toBe(outcome)
    return outcome
  }
  const nothing = (): Promise<void> => Promise.resolve()

  test('once its time is over, or the event', async () => {
    expect(await standsAfter(nothing, { when: later(24 * 60) })).toBe('link-ended')
    expect(await standsAfter(nothing, { when: '2022-06-01T10:00:00.000Z' })).toBe('over')
    expect(await standsAfter((slug) => createManaging(stores).cancel(slug, { staff: organiser, now }))).toBe('over')
  })

  test('once the old address objected, a newer one was asked for, or the registration ended', async () => {
    const stop = async (slug: string) => changing.stop(await subjectOf(slug, emailOf(1)), later(1))
    expect(await standsAfter(stop)).toBe('link-ended')
    expect(await standsAfter((slug) => ask(slug, 1, 'third@authority.example', later(1)))).toBe('link-ended')
    expect(await standsAfter(async (slug) => createCancelling(stores)(await subjectOf(slug, emailOf(1)), now))).toBe('over')
    const hand = async (slug: string) =>
      createHandingOver(stores)(
        await subjectOf(slug, emailOf(1)),
        { name: 'Colleague', email: 'colleague@authority.example', consent: true, answers: {} },
        later(1),
      )
    expect(await standsAfter(hand)).toBe('over')
  })

  test('for an address that has registered in the meantime: one live registration per address', async () => {
    const registers = (slug: string) =>
      createRegistering(stores)(slug, makePerson(9, { email: elsewhere }), { now, language: 'en', requestKey: undefined })
    expect(await standsAfter(registers)).toBe('already-registered')
  })

  test('for an address that the event’s list does not admit', async () => {
    const { slug } = await publishEvent(stores, { audience: 'invited' })
    await stores.lists.add(lists.invited(slug), [emailOf(1)], now)
    const key = personalKey(await stores.keys.links(), slug, emailOf(1))
    await createRegistering(stores)(slug, makePerson(1, { personalKey: key }), { now, language: 'en', requestKey: undefined })
    expect(await ask(slug, 1)).toBe('asked')
    const token = await linkTo(slug, elsewhere)
    expect(await changing.confirm(token, later(1))).toEqual({ outcome: 'not-admitted' })
    await stores.lists.add(lists.invited(slug), [elsewhere], now)
    expect(await changing.confirm(token, later(1))).toMatchObject({ outcome: 'changed' })
  })

  test('if it is not ours, or for something else', async () => {
    const slug = await eventWith(1)
    expect(await changing.confirm('forged', now)).toEqual({ outcome: 'no-such-link' })
    const keys = await stores.keys.links()
    const subject = { ...(await subjectOf(slug, emailOf(1))), email: 'eve@evil.example', until: later(60) }
    const token = addressChangeToken(keys, subject)
    expect(addressChangeSubject(keys, token)).toEqual(subject)
    // Nobody asked for it there.
    expect(await changing.confirm(token, now)).toEqual({ outcome: 'link-ended' })
    expect(Buffer.from(token, 'base64url').toString('latin1')).not.toContain('eve')
  })
})
