import { readFileSync } from 'node:fs'
import { brotliCompressSync, constants } from 'node:zlib'
import { enhanceUrl } from '../../shared/views/assets/addresses.ts'
import { contentHash } from '../../shared/views/assets/content-hash.ts'
import { enhance } from '../../shared/views/assets/enhance.ts'
import { assetContents } from '../../shared/views/assets/files.ts'
import { fontFiles, fontName, type Script, scripts } from '../../shared/views/assets/fonts.ts'
import { hashedNames } from '../../shared/views/assets/hashed-names.computed.ts'
import { fontLocations } from './fonts.ts'

/** What a function returns of a file. */
interface Body {
  readonly body: string
  readonly isBase64Encoded?: true
}

/** A file as it is served. `etag` is in quotes already. */
export interface AssetFile {
  readonly type: string
  readonly etag: string
  readonly cacheControl: string
  readonly plain: () => Body
  /** In Brotli, where that makes it smaller; the same bytes each time, made once. */
  readonly compressed?: () => Body
}

const forGood = 'public, max-age=31536000, immutable'
// A fixed name must be asked for again; pages work with the module of an hour ago, and without any.
const anHour = 'public, max-age=3600'

const once = (make: () => Buffer): (() => Body) => {
  let made: Body | undefined
  return () => {
    made ??= { body: make().toString('base64'), isBase64Encoded: true }
    return made
  }
}

const text = (type: string, content: string, cacheControl: string): AssetFile => ({
  type,
  cacheControl,
  etag: `"${contentHash(content)}"`,
  plain: () => ({ body: content }),
  compressed: once(() => brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT } })),
})

const font = (script: Script, location: URL): AssetFile => ({
  type: 'font/woff2',
  cacheControl: forGood,
  etag: `"${fontFiles[script].hash}"`,
  plain: once(() => readFileSync(location)),
})

/** Every file under `/assets/`, by the name in its address. */
export const assetFiles: ReadonlyMap<string, AssetFile> = new Map([
  ...Object.entries(assetContents).map(([name, asset]) => [hashedNames[name] ?? name, text(asset.type, asset.text, forGood)] as const),
  ...scripts.map((script) => [fontName(script), font(script, fontLocations[script])] as const),
  [enhanceUrl.slice(enhanceUrl.lastIndexOf('/') + 1), text('text/javascript; charset=utf-8', `(${enhance})()\n`, anHour)] as const,
])
