import { mostCounted } from '../../../shared/store/letters.ts'
import type { Formats } from '../../../shared/texts/formats.ts'
import type { Texts } from '../../../shared/texts/texts.ts'

/** A link to letters with the number of open ones; from a hundred, it says "many". */
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
