import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { createRecentEvents } from '../../../shared/store/cached-events.ts'
import type { Database } from '../../../shared/store/dynamodb/database.ts'
import { createRegistering } from '../../../shared/use-cases/registration/registering.ts'
import { makePerson, now, publishEvent } from '../../make/programme.ts'
import { type LocalStores, type Stores, startStores } from '../../store/local-store.ts'
import { owedByKind } from '../../store/scan.ts'

let stores: LocalStores
beforeAll(async () => {
  stores = await startStores()
})
afterAll(() => stores.stop())

/** What an action asks of DynamoDB, one line a call: which kind, and how many items. */
const callsOf = async (database: Database, action: () => Promise<unknown>): Promise<readonly string[]> => {
  const calls: string[] = []
  const name = 'calls'
  database.middlewareStack.add(
    (next, context) => (args) => {
      const items: unknown = Reflect.get(args.input, 'TransactItems')
      calls.push(`${context.commandName}${Array.isArray(items) ? ` ${items.length}` : ''}`)
      return next(args)
    },
    { step: 'initialize', name },
  )
  try {
    await action()
  } finally {
    database.middlewareStack.remove(name)
  }
  return calls
}

/** Registers an address that is known, and one that is not, in an environment that has served requests before. */
const asStranger = async (own: Stores, slug: string, known: number, unknown: number) => {
  const register = createRegistering(own, createRecentEvents(own.events))
  const asked = { now, language: 'en', requestKey: undefined } as const
  await register(slug, makePerson(known), asked)
  const answers: unknown[] = []
  const told = async (number: number): Promise<readonly string[]> =>
    callsOf(own.database, async () => answers.push(await register(slug, makePerson(number), asked)))
  const calls = [await told(known), await told(unknown)]
  return { calls, answers }
}

describe('somebody who registers other people’s addresses learns nothing:', () => {
  test.each([
    ['with places left', { capacity: 20 }, 'confirmed'],
    ['with a place that is the last for a stranger', { capacity: 3 }, 'confirmed'],
    ['when the event is full', { capacity: 1 }, 'waitlisted'],
    ['when an organiser approves', { audience: 'approval' }, 'pending'],
    ['without a limit', {}, 'confirmed'],
  ] as const)('%s, a known address costs the same calls and gets the same answer', async (_, overrides, answer) => {
    const own = stores.another()
    const { slug } = await publishEvent(stores, overrides)
    await createRegistering(stores)(slug, makePerson(1), { now, language: 'en', requestKey: undefined })
    const { calls, answers } = await asStranger(own, slug, 1, 2)
    expect(answers).toEqual([answer, answer])
    expect(calls[0]).toEqual(calls[1])
    expect((await owedByKind(stores, slug))['link']).toBe(1)
  })
})
