import type { SecretKey } from './secret-key.ts'

/** The keys of everything that people carry: links in mails, addresses of calendars, keys of groups. */
export interface LinkKeys {
  /** Derives ids from addresses. It is never replaced: nobody's registration would be found again. */
  readonly ids: SecretKey
  /** Makes new links. */
  readonly signing: SecretKey
  /** Opens links: the keys of earlier ones too, until they are withdrawn. */
  readonly accepted: readonly SecretKey[]
}

/** What opens with any of the accepted keys. */
export const openedBy = <Opened>({ accepted }: LinkKeys, open: (key: SecretKey) => Opened | undefined): Opened | undefined => {
  for (const key of accepted) {
    const opened = open(key)
    if (opened !== undefined) return opened
  }
  return undefined
}
