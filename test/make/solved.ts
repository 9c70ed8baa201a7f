import { solveChallenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import * as z from 'zod'
import { challengeSchema } from '../../shared/domain/basics/proof-of-work.ts'

const solutionSchema = z.object({ counter: z.int(), derivedKey: z.string() })

/** A challenge with its solution, as any client of ALTCHA would find it; `change` tampers with them first. */
export const solve = async (challenge: unknown, change: (solved: object) => object = (solved) => solved): Promise<string> => {
  const parsed = challengeSchema.parse(challenge)
  const solution = solutionSchema.parse(await solveChallenge({ challenge: parsed, deriveKey }))
  return Buffer.from(JSON.stringify(change({ challenge: parsed, solution }))).toString('base64')
}
