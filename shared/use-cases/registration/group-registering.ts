import type { GroupMember, GroupRegistrationInput } from '../../domain/registration/group.ts'
import type { Register, Registering } from './registering.ts'

type Outcome = Extract<Registering, string>
type Got = Exclude<GroupMember['status'], 'full' | 'closed'>

const hasGot = (outcome: Outcome): outcome is Got =>
  outcome === 'pending' || outcome === 'waitlisted' || outcome === 'offered' || outcome === 'confirmed'

const statusOf = (outcome: Outcome): GroupMember['status'] => {
  if (hasGot(outcome)) return outcome
  return outcome === 'full' ? outcome : 'closed'
}

/**
 * Registers the people of a group, one after the other, as if each had come alone; the reason where nobody could be registered.
 * Each has a request key of its own, so that a group that was broken off can be sent again: who has a registration from it
 * is told so, the others get theirs.
 */
export const createGroupRegistering =
  (register: Register) =>
  async (
    slug: string,
    { people, ...shared }: GroupRegistrationInput,
    { requestKey, ...asked }: Parameters<Register>[2],
  ): Promise<readonly GroupMember[] | Exclude<Outcome, Got>> => {
    const outcomes: { readonly name: string; readonly outcome: Outcome }[] = []
    for (const [index, person] of people.entries()) {
      const key = requestKey === undefined ? undefined : `${requestKey}-${index + 1}`
      const outcome = await register(slug, { ...shared, ...person, sessions: [] }, { ...asked, requestKey: key })
      // Who chooses no session chooses no wrong one: what is left is an event that became one for members meanwhile.
      outcomes.push({ name: person.name, outcome: typeof outcome === 'object' ? 'closed' : outcome })
    }
    const refused = outcomes.map(({ outcome }) => outcome).filter((outcome) => !hasGot(outcome))
    const [reason] = refused
    if (reason !== undefined && refused.length === outcomes.length) return reason
    return outcomes.map(({ name, outcome }) => ({ name, status: statusOf(outcome) }))
  }
