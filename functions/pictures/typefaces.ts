import { readFileSync } from 'node:fs'
import regular from '@expo-google-fonts/source-sans-3/400Regular/SourceSans3_400Regular.ttf'
import bold from '@expo-google-fonts/source-sans-3/700Bold/SourceSans3_700Bold.ttf'
import { widthsIn } from './font-widths.ts'

// Beside this module, where the build puts them. The pages' own files are variable and compressed, which the renderer cannot read.
const read = (address: string): Uint8Array => readFileSync(new URL(address, import.meta.url))

/** Source Sans 3, the typeface of pages, whole: Latin, Greek and Cyrillic in one file for each weight. */
export const fontFiles = [read(regular), read(bold)] as const
export const fontFamily = 'Source Sans 3'

const [regularFile, boldFile] = fontFiles
export const widths = { regular: widthsIn(regularFile), bold: widthsIn(boldFile) } as const
