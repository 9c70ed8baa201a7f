import type { Instant } from '../domain/basics/wall-time.ts'
import { type LinkKeys, openedBy } from './link-keys.ts'
import { seal, unseal } from './sealed.ts'

/** The token that shows and erases everything about an address until an instant. It opens nothing else. */
export const myDataToken = (keys: LinkKeys, email: string, until: Instant): string => seal(keys.signing, ['my-data'], `${until}\n${email}`)

/** Whose data a token shows at `now`; undefined for one that is not ours, or no longer works. */
export const myDataSubject = (keys: LinkKeys, token: string, now: Instant): string | undefined => {
  const [until = '', email] = openedBy(keys, (key) => unseal(key, ['my-data'], token))?.split('\n') ?? []
  return now < until ? email : undefined
}
