import { readFileSync } from 'node:fs'
import { brotliCompressSync, constants } from 'node:zlib'
import { enhanceName, enhanceText } from '../../shared/views/assets/browser-module.computed.ts'
import { contentHash } from '../../shared/views/assets/content-hash.ts'
import { dragSessionsName, dragSessionsText } from '../../shared/views/assets/drag-sessions.computed.ts'
import { assetContents } from '../../shared/views/assets/files.ts'
import { fontFiles, fontName, type Script, scripts } from '../../shared/views/assets/fonts.ts'
import { hashedNames } from '../../shared/views/assets/hashed-names.computed.ts'
import { keepTypedName, keepTypedText } from '../../shared/views/assets/keep-typed.computed.ts'
import * as work from '../../shared/views/assets/proof-of-work.computed.ts'
import { fontLocations } from './fonts.ts'

/** A file's body as a function returns it. */
interface Body {
  readonly body: string
  readonly isBase64Encoded?: true
}

/** A file as served. `etag` already includes quotes. */
export interface AssetFile {
  readonly type: string
  readonly etag: string
  readonly plain: () => Body
  /** Compressed with Brotli, where that makes it smaller; done once, with the same bytes each time. */
  readonly compressed?: () => Body
}

const once = (make: () => Buffer): (() => Body) => {
  let made: Body | undefined
  return () => {
    made ??= { body: make().toString('base64'), isBase64Encoded: true }
    return made
  }
}

const text = (type: string, content: string): AssetFile => ({
  type,
  etag: `"${contentHash(content)}"`,
  plain: () => ({ body: content }),
  compressed: once(() => brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT } })),
})

const font = (script: Script, location: URL): AssetFile => ({
  type: 'font/woff2',
  etag: `"${fontFiles[script].hash}"`,
  plain: once(() => readFileSync(location)),
})

const script = 'text/javascript; charset=utf-8'

/** Every file under `/assets/`, by its name in the URL, which has a hash of the content. */
export const assetFiles: ReadonlyMap<string, AssetFile> = new Map([
  ...Object.entries(assetContents).map(([name, asset]) => [hashedNames[name] ?? name, text(asset.type, asset.text)] as const),
  ...scripts.map((each) => [fontName(each), font(each, fontLocations[each])] as const),
  [enhanceName, text(script, enhanceText)] as const,
  [keepTypedName, text(script, keepTypedText)] as const,
  [dragSessionsName, text(script, dragSessionsText)] as const,
  [work.solverName, text(script, work.solverText)] as const,
  [work.widgetName, text(script, work.widgetText)] as const,
  [work.widgetStylesName, text('text/css; charset=utf-8', work.widgetStylesText)] as const,
])
