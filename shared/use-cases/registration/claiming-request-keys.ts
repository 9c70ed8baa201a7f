import type { Instant } from '../../domain/basics/wall-time.ts'
import type { RequestKeys } from '../../store/request-keys.ts'
import type { Keys } from '../../store/secret-keys.ts'
import { contentTag, requestTag } from '../../tokens/registration-tokens.ts'

/** Tells whether a client's key for a request about an event is free for this content; it depends on the key alone, not on who is registered. */
export const createClaiming =
  ({ requestKeys, keys }: { requestKeys: RequestKeys; keys: Keys }) =>
  async (slug: string, requestKey: string | undefined, content: unknown, now: Instant): Promise<boolean> => {
    if (requestKey === undefined) return true
    const key = await keys.links()
    return requestKeys.claim(requestTag(key, slug, requestKey), contentTag(key, content), now)
  }
