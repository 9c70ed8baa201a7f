import { createSecretKey } from 'node:crypto'
import type { LinkKeys } from '../../shared/tokens/link-keys.ts'

/** Keys of links that no rotation has touched; other bytes make other keys. */
export const makeLinkKeys = (byte = 0): LinkKeys => {
  const key = createSecretKey(Buffer.alloc(32, byte))
  return { ids: key, signing: key, accepted: [key] }
}
