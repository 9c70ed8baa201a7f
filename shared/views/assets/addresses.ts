import { paths } from '../../site/paths.ts'
import type { AssetName } from './files.ts'
import { hashedNames } from './hashed-names.computed.ts'

/**
 * The browser module's one fixed name. It has no hash, because each function's bundle minifies the module's text
 * differently: pages would name a file that the assets function does not know.
 */
export const enhanceUrl = paths.asset.to({ file: 'enhance.js' })

/** The URL of a file: `site.css` is at `/assets/site.<hash>.css`. */
export const assetUrl = (name: AssetName): string => paths.asset.to({ file: hashedNames[name] ?? name })
