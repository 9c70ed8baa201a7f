import { contentHash } from './content-hash.ts'
import { keepTyped } from './keep-typed.ts'

/** The module of long forms as it is delivered. */
export const keepTypedText = `(${keepTyped})()\n`

/** Its public name. */
export const keepTypedName = `typing.${contentHash(keepTypedText)}.js`
