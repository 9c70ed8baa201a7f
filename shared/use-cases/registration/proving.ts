import { emailKey } from '../../domain/basics/email-address.ts'
import type { Challenge } from '../../domain/basics/proof-of-work.ts'
import type { Rating } from '../../domain/basics/rate-limits.ts'
import type { Keys } from '../../store/secret-keys.ts'
import type { SolvedProofs } from '../../store/solved-proofs.ts'
import { contentTag } from '../../tokens/registration-tokens.ts'
import type { createRating } from './rating.ts'

type Rate = ReturnType<typeof createRating>

/** What a stranger did about a proof of work: solved one, or asked to confirm the address by mail instead. */
interface Offered {
  readonly solution?: string | undefined
  readonly byMail?: boolean
}

/** How a request to register is treated; with a `challenge`, it has to be sent again with the solution. */
type Proved = Exclude<Rating, 'proof'> | { readonly challenge: Challenge }

// Few requests need it, so none should wait for it at a cold start.
const loadProofs = () => import('../../tokens/proof-of-work.ts')

/**
 * Rates a stranger's request to register, and lets a proof of work stand in where one is asked for. The request with the solution is the
 * same one again and does not count anew: a network gets as many proofs as it is allowed, not half as many.
 */
export const createProving =
  ({ rate, solvedProofs, keys }: { rate: Rate; solvedProofs: SolvedProofs; keys: Keys }) =>
  async (rated: Parameters<Rate>[0] & { readonly slug: string }, { solution, byMail = false }: Offered): Promise<Proved> => {
    const { slug, emails, now } = rated
    const key = await keys.links()
    const request = contentTag(key, emails.map(emailKey).toSorted())
    const subject = { slug, people: emails.length, request }
    /** Whether a proof was done, and for these very addresses rather than others, which have not been counted yet. */
    const solvedFor = async (): Promise<'this' | 'others' | undefined> => {
      if (solution === undefined) return undefined
      const { solvedNonce, requestSolved } = await loadProofs()
      const nonce = await solvedNonce(key, solution, subject, now)
      if (nonce === undefined || !(await solvedProofs.spend(nonce, now))) return undefined
      return requestSolved(solution) === request ? 'this' : 'others'
    }
    const solved = await solvedFor()
    const rating = await rate({ ...rated, isCounted: solved === 'this' })
    if (rating !== 'proof') return rating
    if (solved !== undefined) return 'free'
    if (byMail) return 'confirm'
    const { makeChallenge } = await loadProofs()
    return { challenge: await makeChallenge(key, subject, now) }
  }
