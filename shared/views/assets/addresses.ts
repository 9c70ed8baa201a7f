import { paths } from '../../site/paths.ts'
import { enhanceName } from './browser-module.computed.ts'
import type { AssetName } from './files.ts'
import { hashedNames } from './hashed-names.computed.ts'

/** The URL of the browser module. */
export const enhanceUrl = paths.asset.to({ file: enhanceName })

/** The URL of a file: `site.css` is at `/assets/site.<hash>.css`. */
export const assetUrl = (name: AssetName): string => paths.asset.to({ file: hashedNames[name] ?? name })
