import type { Texts } from '../../../shared/texts/texts.ts'

/** How strongly each outcome of several registrations shows. */
export const statusTones = {
  pending: 'info',
  waitlisted: 'warning',
  offered: 'info',
  confirmed: 'success',
  'first-stands': 'warning',
  full: 'danger',
  'share-used': 'warning',
  closed: 'danger',
} as const

/** What each outcome of several registrations is called. */
export const statusWords = ({ group, register, registrationStatuses }: Texts) => ({
  ...registrationStatuses,
  'first-stands': group['first-stands'],
  full: group.full,
  'share-used': group['share-used'],
  closed: register.closed,
})
