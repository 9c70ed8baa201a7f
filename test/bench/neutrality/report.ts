import { rounded, table } from '../table.ts'
import type { Neutrality } from './measure.ts'

export const neutralityReport = (measured: readonly Neutrality[]): readonly string[] => [
  'How often a guess from the time of one answer is right, whether an address is known; 0.5 is chance.',
  table(
    ['request', 'guessed right', 'known ms', 'unknown ms'],
    measured.map(({ name, right, known, unknown }) => [name, rounded(right, 3), rounded(known, 2), rounded(unknown, 2)]),
  ),
]
