import { type GroupMember, type GroupRegistrationInput, registrarOf } from '../../domain/registration/group.ts'
import type { Register, Registering } from './registering.ts'

type Outcome = Extract<Registering, string>
export type GotStatus = Exclude<GroupMember['status'], 'full' | 'share-used' | 'closed'>

export const hasGot = (outcome: Outcome): outcome is GotStatus =>
  outcome === 'pending' || outcome === 'waitlisted' || outcome === 'offered' || outcome === 'confirmed' || outcome === 'first-stands'

/** How somebody stands according to an outcome. */
export const statusOf = (outcome: Outcome): GroupMember['status'] => {
  if (hasGot(outcome)) return outcome
  return outcome === 'full' || outcome === 'share-used' ? outcome : 'closed'
}

/** Why only some could register, if something is wrong with one: the way to take part is full, or the event has changed in the meantime. */
export const reasonOf = ({ problems }: Exclude<Registering, string>): Outcome =>
  problems.some(({ field }) => field === 'participation') ? 'full' : 'closed'

/**
 * Registers the people of a group one by one, as if each had registered alone; gives the reason if nobody could be registered.
 * All have the request's key, so that an interrupted group can be sent again: people it has already registered
 * are reported as such, the others get theirs.
 */
export const createGroupRegistering =
  (register: Register) =>
  async (
    slug: string,
    group: GroupRegistrationInput,
    asked: Parameters<Register>[2],
  ): Promise<readonly GroupMember[] | Exclude<Outcome, GotStatus>> => {
    const { people, registeredBy: _, ...shared } = group
    const outcomes: { readonly name: string; readonly outcome: Outcome }[] = []
    for (const person of people) {
      const registeredBy = registrarOf(group, person.name)
      const outcome = await register(slug, { ...shared, ...person, sessions: [] }, { ...asked, registeredBy })
      outcomes.push({ name: person.name, outcome: typeof outcome === 'object' ? reasonOf(outcome) : outcome })
    }
    const refused = outcomes.map(({ outcome }) => outcome).filter((outcome) => !hasGot(outcome))
    const [reason] = refused
    if (reason !== undefined && refused.length === outcomes.length) return reason
    return outcomes.map(({ name, outcome }) => ({ name, status: statusOf(outcome) }))
  }
