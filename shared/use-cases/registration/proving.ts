import type { Challenge } from '../../domain/basics/proof-of-work.ts'
import type { Rating } from '../../domain/basics/rate-limits.ts'
import type { Keys } from '../../store/secret-keys.ts'
import type { SolvedProofs } from '../../store/solved-proofs.ts'
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

/** Rates a stranger's request to register, and lets a proof of work stand in where one is asked for. */
export const createProving =
  ({ rate, solvedProofs, keys }: { rate: Rate; solvedProofs: SolvedProofs; keys: Keys }) =>
  async (rated: Parameters<Rate>[0] & { readonly slug: string }, { solution, byMail = false }: Offered): Promise<Proved> => {
    const rating = await rate(rated)
    if (rating !== 'proof') return rating
    if (byMail) return 'confirm'
    const { makeChallenge, solvedNonce } = await loadProofs()
    const { slug, emails, now } = rated
    const subject = { slug, people: emails.length }
    const key = await keys.links()
    const nonce = solution === undefined ? undefined : await solvedNonce(key, solution, subject, now)
    if (nonce !== undefined && (await solvedProofs.spend(nonce, now))) return 'free'
    return { challenge: await makeChallenge(key, subject, now) }
  }
