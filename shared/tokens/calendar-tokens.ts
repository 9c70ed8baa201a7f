import { seal, unseal } from './sealed.ts'
import type { SecretKey } from './secret-key.ts'

/** The token of the page of an address's personal calendar. It holds the address, which nobody else can read in it. */
export const calendarPageToken = (key: SecretKey, email: string): string => seal(key, ['calendar-page'], email)

/** Whose page it is, or undefined for a token that is not ours. */
export const calendarPageSubject = (key: SecretKey, token: string): string | undefined => unseal(key, ['calendar-page'], token)

/** For whom a personal calendar is, and how many times the person took a new address for it before. */
export interface CalendarSubject {
  readonly email: string
  readonly renewals: number
}

/** The token in the address of a personal calendar. It opens nothing else, and ends with the next renewal. */
export const calendarToken = (key: SecretKey, { email, renewals }: CalendarSubject): string =>
  seal(key, ['calendar'], `${renewals}\n${email}`)

/** For whom a calendar is, or undefined for a token that is not ours. */
export const calendarSubject = (key: SecretKey, token: string): CalendarSubject | undefined => {
  const [renewals, email] = unseal(key, ['calendar'], token)?.split('\n') ?? []
  return email === undefined ? undefined : { email, renewals: Number(renewals) }
}
