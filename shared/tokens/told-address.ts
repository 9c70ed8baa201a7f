import type { Instant } from '../domain/basics/wall-time.ts'
import { type LinkKeys, openedBy } from './link-keys.ts'
import { seal, unseal } from './sealed.ts'

/** The address that somebody registered for an event with, sealed for their browser to bring back until an instant. */
export const toldAddress = (keys: LinkKeys, slug: string, email: string, until: Instant): string =>
  seal(keys.signing, ['told-address', slug], `${until}\n${email}`)

/** The address in such a seal; undefined for one that is not ours, for another event, or from too long ago. */
export const addressTold = (keys: LinkKeys, slug: string, sealed: string, now: Instant): string | undefined => {
  const [until = '', email] = openedBy(keys, (key) => unseal(key, ['told-address', slug], sealed))?.split('\n') ?? []
  return now < until ? email : undefined
}
