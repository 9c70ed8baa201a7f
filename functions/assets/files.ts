import { brotliCompressSync, constants } from 'node:zlib'
import { contentHash, enhanceUrl, hashedAssets, hashedName } from '../../shared/views/assets/assets.ts'
import { enhance } from '../../shared/views/assets/enhance.ts'

/** A file as it is served. `etag` is in quotes already. */
export interface AssetFile {
  readonly type: string
  readonly text: string
  readonly etag: string
  readonly cacheControl: string
  /** The text in Brotli; the same bytes each time, made once. */
  readonly compressed: () => Buffer
}

const forGood = 'public, max-age=31536000, immutable'
// A fixed name must be asked for again; pages work with the module of an hour ago, and without any.
const anHour = 'public, max-age=3600'

const file = (type: string, text: string, cacheControl: string): AssetFile => {
  let compressed: Buffer | undefined
  return {
    type,
    text,
    cacheControl,
    etag: `"${contentHash(text)}"`,
    compressed: () => {
      compressed ??= brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT } })
      return compressed
    },
  }
}

/** Every file under `/assets/`, by the name in its address. */
export const assetFiles: ReadonlyMap<string, AssetFile> = new Map([
  ...Object.entries(hashedAssets).map(([name, { type, text }]) => [hashedName(name, text), file(type, text, forGood)] as const),
  [enhanceUrl.slice(enhanceUrl.lastIndexOf('/') + 1), file('text/javascript; charset=utf-8', `(${enhance})()\n`, anHour)] as const,
])
