import type { RegistrationStatus } from '../../../shared/domain/registration/registration.ts'

/** How the badge of each status looks to organisers. */
export const statusTones = {
  pending: 'info',
  waitlisted: 'warning',
  offered: 'info',
  confirmed: 'success',
  cancelled: 'neutral',
} as const satisfies Record<RegistrationStatus, string>
