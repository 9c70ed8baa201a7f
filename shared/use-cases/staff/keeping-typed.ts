import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { Instant } from '../../domain/basics/wall-time.ts'
import type { TypedForms } from '../../store/staff/typed-forms.ts'
import { openData, sealData } from '../../tokens/sealed.ts'
import { isSecretId, newSecretId, secretHash, secretIdKey } from '../../tokens/secret-id.ts'

const purpose = ['typed'] as const

/** Keeps what was typed into a form whose session was lost, for the same person to send again. Only the address has the key to it. */
export const createKeepingTyped = ({ typedForms }: { readonly typedForms: TypedForms }) => ({
  /** Keeps a form; returns the id that its page is opened with. */
  keep: async (form: string, subject: string, now: Instant): Promise<string> => {
    const id = newSecretId()
    const data = sealData(secretIdKey(id), purpose, deflateRawSync(form))
    await typedForms.put(secretHash(id), { subject, data }, now)
    return id
  },

  /** What was kept for this person under an id, as often as they ask within the time. */
  find: async (id: string, subject: string, now: Instant): Promise<string | undefined> => {
    const data = isSecretId(id) ? await typedForms.get(secretHash(id), subject, now) : undefined
    const opened = data && openData(secretIdKey(id), purpose, data)
    return opened && inflateRawSync(opened).toString('utf8')
  },
})
