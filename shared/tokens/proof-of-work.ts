import { createHmac, randomInt } from 'node:crypto'
import { createChallenge, verifySolution } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import { type Challenge, challengeSchema, proofMinutes, solvedSchema } from '../domain/basics/proof-of-work.ts'
import type { Instant } from '../domain/basics/wall-time.ts'
import type { LinkKeys } from './link-keys.ts'

/*
 * Proofs of work by ALTCHA: a challenge is solved by trying one counter after the other, which takes a browser between a tenth of a
 * second and a second, and us a millisecond to check. Challenges are signed, so only the solved ones have to be remembered.
 */

const algorithm = 'PBKDF2/SHA-256'

/** Iterations of PBKDF2 for each counter that is tried. */
const cost = 1_000

// The solution is one of these counters: nobody is lucky, and nobody tries for ever.
const [fewestTries, mostTries] = [200, 400]

/** What a solution is good for: registering up to so many people for an event. */
interface ProofSubject {
  readonly slug: string
  readonly people: number
  /** Stands for the request that the challenge answers, which has been counted. */
  readonly request?: string
}

const secretsOf = ({ signing }: LinkKeys) => {
  const secret = (purpose: string): string => createHmac('sha256', signing).update(`proof-of-work\n${purpose}`).digest('base64url')
  return { hmacSignatureSecret: secret('challenge'), hmacKeySignatureSecret: secret('key') }
}

const epochSeconds = (now: Instant): number => Math.floor(Date.parse(now) / 1000)

/** A new challenge; more people mean more work. */
export const makeChallenge = async (keys: LinkKeys, { slug, people, request = '' }: ProofSubject, now: Instant): Promise<Challenge> =>
  challengeSchema.parse(
    await createChallenge({
      ...secretsOf(keys),
      algorithm,
      cost,
      counter: randomInt(fewestTries * people, mostTries * people + 1),
      deriveKey,
      // Not ALTCHA's own `expiresAt`, which its widget compares with the reader's clock: a page with an old challenge is shown again.
      data: { event: slug, people, until: epochSeconds(now) + proofMinutes * 60, request },
    }),
  )

const valueIn = (payload: string): unknown => {
  try {
    return JSON.parse(Buffer.from(payload, 'base64').toString('utf8'))
  } catch {
    return undefined
  }
}

// One has some 700 characters.
const longestPayload = 4_000

/**
 * The nonce of a challenge that was solved in time and for this; undefined for anything else. `payload` is the JSON of challenge and
 * solution in base64, as ALTCHA's widget makes it.
 */
export const solvedNonce = async (
  keys: LinkKeys,
  payload: string,
  { slug, people }: ProofSubject,
  now: Instant,
): Promise<string | undefined> => {
  const solved = payload.length > longestPayload ? undefined : solvedSchema.safeParse(valueIn(payload)).data
  if (solved === undefined) return undefined
  const { data, nonce } = solved.challenge.parameters
  if (data.event !== slug || data.people < people || data.until < epochSeconds(now)) return undefined
  const { verified } = await verifySolution({ ...secretsOf(keys), ...solved, deriveKey })
  return verified ? nonce : undefined
}

/** Which request a solved challenge answers, for those with a `solvedNonce`. */
export const requestSolved = (payload: string): string | undefined =>
  solvedSchema.safeParse(valueIn(payload)).data?.challenge.parameters.data.request
