import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider'

interface Kept {
  readonly payload: AdapterPayload
  readonly until: number
}

/** Keeps the issuer's sessions, codes and grants in memory, on the settable clock, for one run. */
export const createIssuerStore = (): AdapterFactory => {
  const kept = new Map<string, Kept>()

  return (model): Adapter => {
    const keyOf = (id: string): string => `${model}:${id}`
    const findWhere = async (matches: (payload: AdapterPayload) => boolean): Promise<AdapterPayload | undefined> => {
      for (const [key, { payload, until }] of kept) if (key.startsWith(keyOf('')) && until > Date.now() && matches(payload)) return payload
      return undefined
    }
    return {
      upsert: async (id, payload, expiresIn = 0) => {
        kept.set(keyOf(id), { payload, until: expiresIn > 0 ? Date.now() + expiresIn * 1000 : Number.POSITIVE_INFINITY })
      },
      find: async (id) => {
        const found = kept.get(keyOf(id))
        return found !== undefined && found.until > Date.now() ? found.payload : undefined
      },
      findByUid: (uid) => findWhere((payload) => payload.uid === uid),
      findByUserCode: (userCode) => findWhere((payload) => payload.userCode === userCode),
      consume: async (id) => {
        const found = kept.get(keyOf(id))
        if (found !== undefined) found.payload.consumed = Math.floor(Date.now() / 1000)
      },
      destroy: async (id) => {
        kept.delete(keyOf(id))
      },
      revokeByGrantId: async (grantId) => {
        // Only of this model: sign-ins in progress refer to the grant too.
        for (const [key, { payload }] of kept) if (key.startsWith(keyOf('')) && payload.grantId === grantId) kept.delete(key)
      },
    }
  }
}
