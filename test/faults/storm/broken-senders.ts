import type { Outbox } from '../../../shared/store/outbox.ts'
import type { Stores } from '../../store/local-store.ts'

/**
 * The service as it is (`sound`), and senders as they are often built; an audit that finds nothing wrong with these is void.
 * `claims-late`: claims a message after sending it; `asks-again`: resends reminders and surveys of unknown fate;
 * `forgets-order`: sends whatever is owed, however outdated.
 */
export type Variant = 'sound' | 'claims-late' | 'asks-again' | 'forgets-order'

const waits: readonly string[] = ['pending', 'parked']

const claimsLate = ({ outbox, registrations }: Stores): Outbox => ({
  ...outbox,
  claim: async (ref, claimedAt) => {
    const message = await outbox.get(ref)
    if (message === undefined || !waits.includes(message.state)) return undefined
    const registration = await registrations.get(ref.registrationId)
    return { message: { ...message, claimedAt }, registration, overtakes: false }
  },
  mark: async (ref, transition, endedAt, details) => {
    await outbox.claim(ref, endedAt)
    await outbox.mark(ref, transition, endedAt, details)
  },
  putBack: async (message, transition, dueAt, details) => {
    await outbox.claim(message, new Date().toISOString())
    return outbox.putBack(message, transition, dueAt, details)
  },
  lose: async (ref, now, details) => {
    await outbox.claim(ref, now)
    await outbox.lose(ref, now, details)
  },
})

const asksAgain = ({ outbox }: Stores): Outbox => ({
  ...outbox,
  leave: async (ref) => {
    const message = await outbox.get(ref)
    if (message !== undefined) await outbox.putBack(message, 'again', new Date().toISOString())
  },
})

const forgetsOrder = ({ outbox }: Stores): Outbox => ({
  ...outbox,
  claim: async (ref, now) => {
    const claimed = await outbox.claim(ref, now)
    return claimed && { ...claimed, registration: undefined, overtakes: false }
  },
})

/** The outbox of a variant. */
export const brokenOutbox = (stores: Stores, variant: Variant): Outbox => {
  switch (variant) {
    case 'sound':
      return stores.outbox
    case 'claims-late':
      return claimsLate(stores)
    case 'asks-again':
      return asksAgain(stores)
    case 'forgets-order':
      return forgetsOrder(stores)
  }
}
