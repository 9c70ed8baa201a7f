import { seal, unseal } from './sealed.ts'
import type { SecretKey } from './secret-key.ts'

/** The token of an address's personal calendar page. It contains the address, encrypted. */
export const calendarPageToken = (key: SecretKey, email: string): string => seal(key, ['calendar-page'], email)

/** Whose page it is; undefined for a token that is not ours. */
export const calendarPageSubject = (key: SecretKey, token: string): string | undefined => unseal(key, ['calendar-page'], token)

/** Whose personal calendar it is, and how often they have renewed its link. */
export interface CalendarSubject {
  readonly email: string
  readonly renewals: number
}

/** The token in a personal calendar's URL. It opens nothing else, and ends with the next renewal. */
export const calendarToken = (key: SecretKey, { email, renewals }: CalendarSubject): string =>
  seal(key, ['calendar'], `${renewals}\n${email}`)

/** Whose calendar it is; undefined for a token that is not ours. */
export const calendarSubject = (key: SecretKey, token: string): CalendarSubject | undefined => {
  const [renewals, email] = unseal(key, ['calendar'], token)?.split('\n') ?? []
  return email === undefined ? undefined : { email, renewals: Number(renewals) }
}
