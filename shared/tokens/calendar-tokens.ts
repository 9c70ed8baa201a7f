import { type LinkKeys, openedBy } from './link-keys.ts'
import { seal, unseal } from './sealed.ts'

/** The token of an address's personal calendar page. It contains the address, encrypted. */
export const calendarPageToken = (keys: LinkKeys, email: string): string => seal(keys.signing, ['calendar-page'], email)

/** Whose page it is; undefined for a token that is not ours. */
export const calendarPageSubject = (keys: LinkKeys, token: string): string | undefined =>
  openedBy(keys, (key) => unseal(key, ['calendar-page'], token))

/** Whose personal calendar it is, and how often they have renewed its link. */
export interface CalendarSubject {
  readonly email: string
  readonly renewals: number
}

/** The token in a personal calendar's URL. It opens nothing else, and ends with the next renewal. */
export const calendarToken = (keys: LinkKeys, { email, renewals }: CalendarSubject): string =>
  seal(keys.signing, ['calendar'], `${renewals}\n${email}`)

/** Whose calendar it is; undefined for a token that is not ours. */
export const calendarSubject = (keys: LinkKeys, token: string): CalendarSubject | undefined => {
  const [renewals, email] = openedBy(keys, (key) => unseal(key, ['calendar'], token))?.split('\n') ?? []
  return email === undefined ? undefined : { email, renewals: Number(renewals) }
}
