import { mostCounted } from '../../../shared/store/letters.ts'
import type { Formats } from '../../../shared/texts/formats.ts'
import type { Texts } from '../../../shared/texts/texts.ts'

/** A link to letters, which says how many are to be dealt with; from a hundred on, that they are many. */
export const lettersLabel = (
  { organiser }: Texts,
  { number }: Formats,
  open: number,
  which: 'title' | 'other' | 'open' = 'title',
): string => {
  const { letters } = organiser
  if (open === 0) return letters[which]
  return letters.counted({ label: letters[which], count: open < mostCounted ? number(open) : letters.atLeast({ count: mostCounted }) })
}
