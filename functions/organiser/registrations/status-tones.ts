import type { RegistrationStatus } from '../../../shared/domain/registration/registration.ts'

/** The look of each status badge for organisers. */
export const statusTones = {
  pending: 'info',
  waitlisted: 'warning',
  offered: 'info',
  confirmed: 'success',
  cancelled: 'neutral',
} as const satisfies Record<RegistrationStatus, string>
