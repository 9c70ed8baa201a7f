import { paths } from '../../site/paths.ts'
import type { AssetName } from './files.ts'
import { hashedNames } from './hashed-names.computed.ts'

/**
 * The browser module's one fixed name. It carries no hash, because each function's bundle minifies the module's text
 * in its own way: the pages would name a file that the assets function does not know.
 */
export const enhanceUrl = paths.asset.to({ file: 'enhance.js' })

/** The address of a file: `site.css` is at `/assets/site.<hash>.css`. */
export const assetUrl = (name: AssetName): string => paths.asset.to({ file: hashedNames[name] ?? name })
