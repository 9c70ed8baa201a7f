import { contentHash } from './content-hash.ts'
import { enhance } from './enhance.ts'

// Computed once, as each function's bundle would minify the text differently, and pages would name a file that nobody serves.

/** The browser module as it is delivered. */
export const enhanceText = `(${enhance})()\n`

/** Its public name. */
export const enhanceName = `enhance.${contentHash(enhanceText)}.js`
