import { emailKey } from '../../domain/basics/email-address.ts'
import type { Event } from '../../domain/event/event.ts'
import type { Registration } from '../../domain/registration/registration.ts'
import type { Keys } from '../../store/keys.ts'
import type { Registrations } from '../../store/registrations.ts'
import { registrationId } from '../../tokens/link-tokens.ts'

/**
 * Finds the registrations of an address for these events, whatever became of them. The id of a registration follows from event and
 * address, so it is enough to ask for those that the address would have; no index tells anybody who is registered.
 */
export const createFindingRegistrations =
  ({ registrations, keys }: { registrations: Pick<Registrations, 'getMany'>; keys: Pick<Keys, 'links'> }) =>
  async (email: string, events: readonly Pick<Event, 'slug'>[]): Promise<readonly Registration[]> => {
    const key = await keys.links()
    return registrations.getMany(events.map(({ slug }) => registrationId(key, slug, emailKey(email))))
  }
