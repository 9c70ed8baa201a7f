import type { Instant } from '../domain/basics/wall-time.ts'
import { type LinkKeys, openedBy } from './link-keys.ts'
import { seal, unseal } from './sealed.ts'

/** Whose personal calendar page a link opens, and when it was made. */
export interface CalendarPageSubject {
  readonly email: string
  /** Left out in links from before they ended with a renewal. */
  readonly madeAt?: Instant
}

/** The token of an address's personal calendar page. It contains the address, encrypted, and ends with the next renewal. */
export const calendarPageToken = (keys: LinkKeys, { email, madeAt }: Required<CalendarPageSubject>): string =>
  seal(keys.signing, ['calendar-page'], `${email}\n${madeAt}`)

/** Whose page it is; undefined for a token that is not ours. */
export const calendarPageSubject = (keys: LinkKeys, token: string): CalendarPageSubject | undefined => {
  const [email, madeAt] = openedBy(keys, (key) => unseal(key, ['calendar-page'], token))?.split('\n') ?? []
  return email === undefined ? undefined : { email, ...(madeAt === undefined ? {} : { madeAt }) }
}

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
