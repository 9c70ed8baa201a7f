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
  test('shows the figures behind its bars, formatted for the language', async () => {
    expect(textsIn(await draw([1000, 3000], 'fr'), 'tr').slice(1)).toStrictEqual(['1 1 000 25 %', '2 3 000 75 %'])
  })

  test('draws empty bars if there are no answers', async () => {
    expect(textsIn(await draw([0, 0]), 'tr').slice(1)).toStrictEqual(['1 0 0%', '2 0 0%'])
  })

  test('needs no inline style, which the content security policy forbids', async () => {
    expect(await draw([1, 2])).not.toMatch(/style/)
  })
})
