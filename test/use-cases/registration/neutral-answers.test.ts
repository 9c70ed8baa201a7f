import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { answerStepMs } from '../../../infra/schedules.ts'
import { emailKey } from '../../../shared/domain/basics/email-address.ts'
import { inSteps } from '../../../shared/runtime/in-steps.ts'
import { createRecentEvents } from '../../../shared/store/cached-events.ts'
import type { Database } from '../../../shared/store/dynamodb/database.ts'
import { registrationId } from '../../../shared/tokens/registration-tokens.ts'
import { createHandingOver } from '../../../shared/use-cases/registration/handing-over.ts'
import { createMovingAddress } from '../../../shared/use-cases/registration/moving-address.ts'
import { createRegistering } from '../../../shared/use-cases/registration/registering.ts'
import { makePerson, now, publishEvent } from '../../make/programme.ts'
import { type LocalStores, type Stores, startStores } from '../../store/local-store.ts'
import { owedByKind } from '../../store/scan.ts'

let stores: LocalStores
beforeAll(async () => {
  stores = await startStores()
})
afterAll(() => stores.stop())

// How long DynamoDB takes for a call, about: what tells a registered address from others without steps.
const callMs = { transaction: 15, other: 5 }

/** How long actions would take if the calls to DynamoDB were all there is, with the clock that they take it from. */
const timed = (database: Database) => {
  let passed = 0
  database.middlewareStack.add(
    (next, context) => (args) => {
      passed += context.commandName === 'TransactWriteCommand' ? callMs.transaction : callMs.other
      return next(args)
    },
    { step: 'initialize', name: 'timed' },
  )
  return { nowMs: () => passed, wait: async (ms: number) => (passed += ms) }
}

/** Registers an address that is known, and one that is not, in an environment that has served requests before. */
const asStranger = async (own: Stores, slug: string, known: number, unknown: number) => {
  const clock = timed(own.database)
  const bare = createRegistering(own, createRecentEvents(own.events))
  const asked = { now, language: 'en', requestKey: undefined } as const
  await bare(slug, makePerson(known), asked)
  const measured = async (register: typeof bare, number: number) => {
    const before = clock.nowMs()
    const answer = await register(slug, makePerson(number), asked)
    return { answer, tookMs: clock.nowMs() - before }
  }
  const register = inSteps(bare, answerStepMs, clock)
  return { known: await measured(register, known), unknown: await measured(register, unknown), bare: await measured(bare, known) }
}

describe('somebody who registers other people’s addresses learns nothing:', () => {
  test.each([
    ['with places left', { capacity: 20 }, 'confirmed'],
    ['with a place that is the last for a stranger', { capacity: 3 }, 'confirmed'],
    ['when the event is full', { capacity: 1 }, 'waitlisted'],
    ['when an organiser approves', { audience: 'approval' }, 'pending'],
    ['without a limit', {}, 'confirmed'],
  ] as const)('%s, a known address takes as long and gets the same answer', async (_, overrides, answer) => {
    const own = stores.another()
    const { slug } = await publishEvent(stores, overrides)
    await createRegistering(stores)(slug, makePerson(1), { now, language: 'en', requestKey: undefined })
    const told = await asStranger(own, slug, 1, 2)
    expect(told.known).toEqual({ answer, tookMs: answerStepMs })
    expect(told.unknown).toEqual(told.known)
    // All of its work fits into a step with room to spare.
    expect(told.bare.tookMs).toBeLessThan(answerStepMs / 2)
    expect((await owedByKind(stores, slug))['link']).toBe(1)
  })
})

// Of what people do with their place, which takes more calls than registering.
const stepMs = 2 * answerStepMs

/** How long two actions take that tell an attacker nothing, one about a known address and one about an unknown one, and without steps. */
const compared = async <To>(own: Stores, act: (from: number, to: To) => Promise<unknown>, known: To, unknown: To) => {
  const clock = timed(own.database)
  const tookMs = async (run: () => Promise<unknown>): Promise<number> => {
    const before = clock.nowMs()
    await run()
    return clock.nowMs() - before
  }
  const stepped = inSteps(act, stepMs, clock)
  // What is read once, such as keys, is known to an environment that has served requests before.
  await act(1, known)
  return {
    bare: [await tookMs(() => act(2, known)), await tookMs(() => act(3, unknown))],
    stepped: [await tookMs(() => stepped(4, known)), await tookMs(() => stepped(5, unknown))],
  }
}

describe('somebody with a place learns nothing about others:', () => {
  const people = [1, 2, 3, 4, 5, 10]
  const subjectOf = async (slug: string, number: number) => ({
    id: registrationId(await stores.keys.links(), slug, emailKey(makePerson(number).email)),
    round: 1,
  })
  const eventWith = async (): Promise<string> => {
    const { slug } = await publishEvent(stores, { capacity: 20 })
    for (const each of people) await createRegistering(stores)(slug, makePerson(each), { now, language: 'en', requestKey: undefined })
    return slug
  }

  test('handing over to somebody registered takes as long as to somebody new, although it is other work', async () => {
    const [slug, own] = [await eventWith(), stores.another()]
    const handOver = createHandingOver(own)
    const act = async (from: number, to: number): Promise<void> => {
      const { name, email } = makePerson(to)
      const colleague = { name, email, consent: true, answers: {} } as const
      expect(await handOver(await subjectOf(slug, from), colleague, now)).toBe('handed-over')
    }
    const { bare, stepped } = await compared(own, act, 10, 20)
    expect(bare[0]).not.toBe(bare[1])
    expect(stepped).toEqual([stepMs, stepMs])
    expect(Math.max(...bare)).toBeLessThan(stepMs / 2)
  })

  test('and so does asking to be written to at an address', async () => {
    const [slug, own] = [await eventWith(), stores.another()]
    const files = { carryOver: () => Promise.reject(new Error('asking moves no files')) }
    const { ask } = createMovingAddress({ ...own, files })
    const act = async (from: number, to: number): Promise<void> => {
      const later = new Date(Date.parse(now) + from).toISOString()
      expect(await ask(await subjectOf(slug, from), makePerson(to).email, later)).toBe('asked')
    }
    const { bare, stepped } = await compared(own, act, 10, 21)
    expect(stepped).toEqual([stepMs, stepMs])
    expect(Math.max(...bare)).toBeLessThan(stepMs / 2)
  })
})
