import { emailKey } from '../../domain/basics/email-address.ts'
import type { Event } from '../../domain/event/event.ts'
import type { Registration } from '../../domain/registration/registration.ts'
import type { Registrations } from '../../store/registrations.ts'
import type { Keys } from '../../store/secret-keys.ts'
import { registrationId } from '../../tokens/registration-tokens.ts'

/**
 * Finds an address's registrations for these events, in any state. A registration's id follows from event and
 * address, so it is enough to read the ids that the address would have; no index reveals who is registered.
 */
export const createFindingRegistrations =
  ({ registrations, keys }: { registrations: Pick<Registrations, 'getMany'>; keys: Pick<Keys, 'links'> }) =>
  async (email: string, events: readonly Pick<Event, 'slug'>[]): Promise<readonly Registration[]> => {
    const key = await keys.links()
    return registrations.getMany(events.map(({ slug }) => registrationId(key, slug, emailKey(email))))
  }
