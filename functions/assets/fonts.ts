import cyrillic from '@fontsource-variable/source-sans-3/files/source-sans-3-cyrillic-wght-normal.woff2'
import greek from '@fontsource-variable/source-sans-3/files/source-sans-3-greek-wght-normal.woff2'
import latinExt from '@fontsource-variable/source-sans-3/files/source-sans-3-latin-ext-wght-normal.woff2'
import latin from '@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2'
import type { Script } from '../../shared/views/assets/fonts.ts'

/** The location of each font: beside this module, where the build puts it. */
export const fontLocations: Readonly<Record<Script, URL>> = {
  latin: new URL(latin, import.meta.url),
  'latin-ext': new URL(latinExt, import.meta.url),
  greek: new URL(greek, import.meta.url),
  cyrillic: new URL(cyrillic, import.meta.url),
}
