import type { FieldProblem } from '../../domain/basics/field-problem.ts'
import type { Event } from '../../domain/event/event.ts'
import type { RegistrationInput } from '../../domain/registration/registration.ts'
import { type GotStatus, hasGot, reasonOf, statusOf } from './group-registering.ts'
import type { Register, Registering } from './registering.ts'

/** How a person stands at one date of a series. */
export interface SeriesRegistration {
  readonly event: string
  readonly status: ReturnType<typeof statusOf>
}

type Refusal = Exclude<Extract<Registering, string>, GotStatus>

/**
 * Registers a person for several dates of a series, one by one, as if they had registered for each alone: each date has its own seats,
 * shares and waiting list. Gives the reason if they could not be registered for any. All have the request's key, so that an interrupted
 * request can be sent again.
 */
export const createJoiningSeries =
  (register: Register) =>
  async (
    dates: readonly { readonly event: Event; readonly input: RegistrationInput }[],
    asked: Parameters<Register>[2],
  ): Promise<readonly SeriesRegistration[] | Refusal | { readonly problems: readonly FieldProblem[] }> => {
    const outcomes: { readonly event: string; readonly outcome: Registering }[] = []
    for (const { event, input } of dates) outcomes.push({ event: event.slug, outcome: await register(event.slug, input, asked) })
    const refused = outcomes.flatMap(({ outcome }) => (typeof outcome === 'object' || !hasGot(outcome) ? [outcome] : []))
    const [reason] = refused
    if (reason !== undefined && refused.length === outcomes.length) return reason
    return outcomes.map(({ event, outcome }) => ({ event, status: statusOf(typeof outcome === 'object' ? reasonOf(outcome) : outcome) }))
  }
