import { type LinkKeys, openedBy } from './link-keys.ts'
import { seal, unseal } from './sealed.ts'

/** The draft that a link shows, and what makes this link differ from those withdrawn. */
interface PreviewSubject {
  readonly slug: string
  readonly nonce: string
}

/** The token of the link by which colleagues see a draft; it opens nothing else. */
export const previewToken = (keys: LinkKeys, { slug, nonce }: PreviewSubject): string =>
  seal(keys.signing, ['preview'], [slug, nonce].join('\n'))

/** The draft that a link shows; undefined for a token that is not ours. */
export const previewSubject = (keys: LinkKeys, token: string): PreviewSubject | undefined => {
  const [slug, nonce] = openedBy(keys, (key) => unseal(key, ['preview'], token))?.split('\n') ?? []
  return slug === undefined || nonce === undefined ? undefined : { slug, nonce }
}
