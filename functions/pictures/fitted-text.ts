import type { WidthOf } from './font-widths.ts'

/** Lines of text, and the size at which they fit. */
export interface Fitted {
  readonly size: number
  readonly lines: readonly string[]
}

interface Box {
  readonly width: number
  readonly height: number
  /** From the largest that is tried to the smallest. */
  readonly sizes: readonly number[]
  /** The height of a line at size 1. */
  readonly lineHeight: number
  /** Whether there is one line, however small it is. */
  readonly oneLine?: true
}

/** What the font can show of a text: a title in other letters would be a row of boxes. */
const shownBy = (text: string, widthOf: WidthOf): string =>
  [...text.normalize('NFC')]
    .filter((character) => /\s/.test(character) || widthOf(character) !== undefined)
    .join('')
    .replaceAll(/\s+/g, ' ')
    .trim()

/** Breaks a text into lines between words, and a word that no line can hold where the line ends. */
const broken = (text: string, widthOf: WidthOf, width: number): readonly string[] => {
  const lines: string[] = []
  let [line, used] = ['', 0]
  const widthOfAll = (part: string): number => [...part].reduce((sum, character) => sum + (widthOf(character) ?? 0), 0)
  const end = (): void => {
    if (line.trim() !== '') lines.push(line.trim())
    ;[line, used] = ['', 0]
  }
  // A hyphen ends a part that the next line may follow.
  for (const word of text.split(/(?<=[ \-–—/])/)) {
    const long = widthOfAll(word)
    if (used > 0 && used + widthOfAll(word.trimEnd()) > width) end()
    if (long <= width) [line, used] = [line + word, used + long]
    else
      for (const character of word) {
        const wide = widthOf(character) ?? 0
        if (used + wide > width) end()
        ;[line, used] = [line + character, used + wide]
      }
  }
  end()
  return lines
}

/** A text as large as it fits into a box; if it is too long even when smallest, its end is left out, which an ellipsis shows. */
export const fitted = (text: string, widthOf: WidthOf, { width, height, sizes, lineHeight, oneLine }: Box): Fitted => {
  const shown = shownBy(text, widthOf)
  const tried = sizes.map((size) => ({ size, lines: broken(shown, widthOf, width / size) }))
  const most = (size: number): number => (oneLine === true ? 1 : Math.floor(height / (size * lineHeight)))
  const found = tried.find(({ size, lines }) => lines.length <= most(size))
  if (found !== undefined) return found
  const { size, lines } = tried.at(-1) ?? { size: 1, lines: [] }
  const kept = lines.slice(0, most(size))
  return { size, lines: kept.map((line, index) => (index === kept.length - 1 ? `${line.slice(0, -1).trimEnd()}…` : line)) }
}
