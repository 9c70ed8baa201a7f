import type { Language } from '../../domain/basics/language.ts'
import { paths } from '../../site/paths.ts'

// Source Sans 3 by Adobe, under the SIL Open Font License 1.1, from the package `@fontsource-variable/source-sans-3`: one file per
// script, with all weights. Pages need only the names, so the hashes are listed here instead of loading the files; a test compares them.

/** The first ten digits of each file's SHA-256, and the characters for which browsers load it. */
export const fontFiles = {
  latin: {
    hash: '19143dca07',
    range:
      'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD',
  },
  'latin-ext': {
    hash: 'a85a7459bd',
    range:
      'U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+0304,U+0308,U+0329,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C4,U+2113,U+2C60-2C7F,U+A720-A7FF',
  },
  greek: { hash: 'dd6ec3878c', range: 'U+0370-0377,U+037A-037F,U+0384-038A,U+038C,U+038E-03A1,U+03A3-03FF' },
  cyrillic: { hash: 'b6b721e08d', range: 'U+0301,U+0400-045F,U+0490-0491,U+04B0-04B1,U+2116' },
} as const
export type Script = keyof typeof fontFiles

/** The public name of a script's file. */
export const fontName = (script: Script): string => `source-sans-3-${script}.${fontFiles[script].hash}.woff2`

const fontUrl = (script: Script): string => paths.asset.to({ file: fontName(script) })

export const scripts: readonly Script[] = ['latin', 'latin-ext', 'greek', 'cyrillic']

const mainScript: Readonly<Record<Language, Script>> = { en: 'latin', fr: 'latin' }

/** The file that a page in this language needs. */
export const mainFontUrl = (language: Language): string => fontUrl(mainScript[language])

const face = (script: Script): string => `@font-face {
  font-family: "Source Sans 3";
  font-weight: 200 900;
  font-display: swap;
  src: url("${fontUrl(script)}") format("woff2");
  unicode-range: ${fontFiles[script].range};
}`

// Until the font arrives, local fonts are scaled to the same average width and line height, so that nothing moves when
// it does. Measured with English and French text, at weights 400 and 650; Arial, Liberation Sans and Roboto hardly differ.
const standIn = (
  weight: string,
  names: readonly string[],
  [size, ascent, descent]: readonly [number, number, number],
): string => `@font-face {
  font-family: "Stand-in";
  font-weight: ${weight};
  src: ${names.map((name) => `local("${name}")`).join(', ')};
  size-adjust: ${size}%;
  ascent-override: ${ascent}%;
  descent-override: ${descent}%;
  line-gap-override: 0%;
}`

/** The fonts' part of the style sheet. */
export const fontFaces = [
  ...scripts.map(face),
  standIn('400 500', ['Arial', 'ArialMT', 'Liberation Sans', 'Roboto'], [93.7, 109.3, 42.7]),
  standIn('600 700', ['Arial Bold', 'Arial-BoldMT', 'Liberation Sans Bold', 'Roboto Bold'], [91.1, 112.4, 43.9]),
].join('\n')
