import { contentHash } from './content-hash.ts'
import { assetContents } from './files.ts'

/** The public name of each file: `site.css` as `site.<hash>.css`. Pages need nothing else of a file. */
export const hashedNames: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(assetContents).map(([name, { text }]) => [name, name.replace('.', `.${contentHash(text)}.`)]),
)
