import { describe, expect, test } from '@jest/globals'
import { formatsIn } from '../../../shared/texts/formats.ts'
import { barChart } from '../../../shared/views/page/chart.ts'
import { textsIn } from './page.ts'

const draw = async (counts: readonly number[], language: 'en' | 'fr' = 'en') =>
  String(
    await barChart(formatsIn(language), {
      caption: 'Answers',
      labels: { answer: 'Answer', count: 'People', share: 'Share' },
      bars: counts.map((count, index) => ({ label: String(index + 1), count })),
      total: counts.reduce((sum, count) => sum + count, 0),
    }),
  )

describe('a bar chart', () => {
  test('tells in figures what its bars show, as the language writes them', async () => {
    expect(textsIn(await draw([1000, 3000], 'fr'), 'tr').slice(1)).toStrictEqual(['1 1 000 25 %', '2 3 000 75 %'])
  })

  test('without any answer it draws empty bars instead of failing', async () => {
    expect(textsIn(await draw([0, 0]), 'tr').slice(1)).toStrictEqual(['1 0 0%', '2 0 0%'])
  })

  test('needs no inline style, which the content security policy forbids', async () => {
    expect(await draw([1, 2])).not.toMatch(/style/)
  })
})
