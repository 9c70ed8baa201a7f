import type { RegistrationState } from '../event/registration-window.ts'
import type { Registration } from './registration.ts'

/**
 * Whether the page of a registration offers to register again: after it ended, unless that was the organiser's decision, or it
 * goes on under another address.
 */
export const mayRegisterAgain = ({ status, endedBy }: Pick<Registration, 'status' | 'endedBy'>, state: RegistrationState): boolean =>
  status === 'cancelled' && state === 'open' && endedBy !== 'not-approved' && endedBy !== 'organiser' && endedBy !== 'address-changed'
