import { beforeAll, describe, expect, test } from '@jest/globals'
import { type Challenge, challengeSchema, proofMinutes } from '../../shared/domain/basics/proof-of-work.ts'
import { makeChallenge, solvedNonce } from '../../shared/tokens/proof-of-work.ts'
import { makeLinkKeys } from '../make/link-keys.ts'
import { solve } from '../make/solved.ts'

const keys = makeLinkKeys(7)
const now = '2022-04-01T09:00:00.000Z'
const subject = { slug: 'autumn', people: 2 }
const later = (minutes: number) => new Date(Date.parse(now) + minutes * 60_000).toISOString()

let challenge: Challenge
let payload: string
beforeAll(async () => {
  challenge = await makeChallenge(keys, subject, now)
  payload = await solve(challenge)
})

/** The payload with other parameters, or another part of it replaced. */
const changed = (parameters: object, parts: object = {}): string => {
  const said = JSON.parse(Buffer.from(payload, 'base64').toString())
  const { signature } = said.challenge
  const text = JSON.stringify({ ...said, challenge: { parameters: { ...said.challenge.parameters, ...parameters }, signature }, ...parts })
  return Buffer.from(text).toString('base64')
}

describe('a solved challenge', () => {
  test('is accepted for its event, for as many people or fewer, until it expires', async () => {
    const { nonce } = challenge.parameters
    expect(await solvedNonce(keys, payload, subject, later(proofMinutes))).toBe(nonce)
    expect(await solvedNonce(keys, payload, { ...subject, people: 1 }, now)).toBe(nonce)
  })

  test.each([
    ['too late', keys, subject, later(proofMinutes + 1)],
    ['for another event', keys, { ...subject, slug: 'spring' }, now],
    ['for more people', keys, { ...subject, people: 3 }, now],
    ['elsewhere', makeLinkKeys(8), subject, now],
  ] as const)('is worth nothing %s', async (_, foreign, of, at) => {
    expect(await solvedNonce(foreign, payload, of, at)).toBeUndefined()
  })

  test('is worth nothing after any change', async () => {
    const { nonce, data } = challenge.parameters
    const other = await makeChallenge(keys, subject, now)
    const payloads = [
      changed({ data: { ...data, event: 'spring' } }),
      changed({ data: { ...data, people: 3 } }),
      changed({ data: { ...data, until: data.until + 600 } }),
      changed({ nonce: nonce.replace(/^./, (digit) => (digit === '0' ? '1' : '0')) }),
      changed({ nonce: nonce.toUpperCase() }),
      changed({ cost: 1 }),
      changed({ keyPrefix: '00' }),
      changed({ extra: 1 }),
      changed(other.parameters),
      changed({}, { challenge: other }),
      changed({}, { solution: { counter: 1, derivedKey: '00'.repeat(32) } }),
      changed({}, { solution: { counter: 1, derivedKey: challenge.parameters.keyPrefix } }),
      changed({}, { solution: null }),
      ...['', 'x', 'bnVsbA==', Buffer.from('[]').toString('base64'), 'A'.repeat(5_000), Buffer.from('['.repeat(2_900)).toString('base64')],
    ]
    const nonces = await Promise.all(
      payloads.map((each) => solvedNonce(keys, each, { slug: 'spring', people: 1 }, later(proofMinutes + 5))),
    )
    const asMade = await Promise.all(payloads.map((each) => solvedNonce(keys, each, subject, now)))
    expect([...nonces, ...asMade].filter((each) => each !== undefined)).toEqual([])
  })
})

test('more people are more work, and no two challenges are the same', async () => {
  const tries = async (people: number): Promise<number> => {
    const text = await solve(await makeChallenge(keys, { slug: 'autumn', people }, now))
    return JSON.parse(Buffer.from(text, 'base64').toString()).solution.counter
  }
  const [alone, three] = [await tries(1), await tries(3)]
  expect([alone >= 200, alone <= 400, three >= 600, three <= 1_200]).toEqual([true, true, true, true])
  expect(challengeSchema.parse(await makeChallenge(keys, subject, now)).parameters.nonce).not.toBe(challenge.parameters.nonce)
})
