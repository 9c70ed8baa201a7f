import type * as z from 'zod'
import { noLongerAsked } from '../../shared/domain/given-answers.ts'
import type { registrationDetailsSchema } from '../../shared/domain/registration.ts'
import { isRunning } from '../../shared/domain/registration-state.ts'
import type { Instant } from '../../shared/domain/wall-time.ts'
import type { Events } from '../../shared/store/events.ts'
import type { Registrations } from '../../shared/store/registrations.ts'
import type { LinkSubject } from '../../shared/web/links.ts'
import { registrationOf } from './cancelling.ts'

/** What a person says anew; it has been checked with the questions of the event. */
type Details = z.infer<typeof registrationDetailsSchema>

// Only a change of the same registration at the same moment makes another round necessary.
const rounds = 5

/** Changes the details and answers of a registration; `ended` when it is over. Answers to questions that are no longer asked stay. */
export const createChanging =
  ({ events, registrations }: { events: Events; registrations: Registrations }) =>
  async (subject: LinkSubject, details: Details, now: Instant): Promise<'changed' | 'ended'> => {
    for (let round = 0; round < rounds; round++) {
      const registration = await registrationOf(registrations, subject)
      const event = registration === undefined ? undefined : await events.get(registration.slug)
      if (registration === undefined || event === undefined) return 'ended'
      if (registration.status === 'cancelled' || !isRunning(event, now)) return 'ended'
      const answers = { ...noLongerAsked(event, registration.answers), ...details.answers }
      const set = { ...details, answers, accessibilityNeeds: details.accessibilityNeeds }
      if ((await registrations.write(event.slug, 'changed', now, [{ registration, set }])) === 'written') return 'changed'
    }
    throw new Error('the registration kept changing while its details were changed')
  }
