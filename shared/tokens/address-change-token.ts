import type { Instant } from '../domain/basics/wall-time.ts'
import { type LinkKeys, openedBy } from './link-keys.ts'
import type { LinkSubject } from './registration-tokens.ts'
import { seal, unseal } from './sealed.ts'

/** Which registration a link gives which address, and until when. */
export interface AddressChangeSubject extends LinkSubject {
  readonly email: string
  readonly until: Instant
}

/** The token that confirms a new address. The address inside is encrypted, so that browser histories and logs do not show it. */
export const addressChangeToken = (keys: LinkKeys, { id, round, email, until }: AddressChangeSubject): string =>
  seal(keys.signing, ['address-change'], [id, round, until, email].join('\n'))

/** What a token confirms; undefined for one that is not ours. */
export const addressChangeSubject = (keys: LinkKeys, token: string): AddressChangeSubject | undefined => {
  const [id, round, until, email] = openedBy(keys, (key) => unseal(key, ['address-change'], token))?.split('\n') ?? []
  return id === undefined || until === undefined || email === undefined ? undefined : { id, round: Number(round), until, email }
}
