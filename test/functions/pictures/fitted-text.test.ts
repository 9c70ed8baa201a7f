import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { colours, drawn } from '../../../functions/pictures/drawing.ts'
import { fitted } from '../../../functions/pictures/fitted-text.ts'
import { widths } from '../../../functions/pictures/typefaces.ts'

const box = { width: 1056, height: 294, sizes: [88, 76, 64, 52, 40, 34], lineHeight: 1.12 }
const widthOf = (line: string): number => [...line].reduce((sum, character) => sum + (widths.bold(character) ?? 0), 0)

const titles = {
  short: 'Building Market Demand',
  long: 'Marchés publics d’innovation : préparer, négocier et évaluer ensemble – l’expérience des acheteurs de sécurité à Tallinn, Nicosie et Vilnius, '
    .repeat(2)
    .slice(0, 200),
  'in Greek': 'Δημόσιες συμβάσεις καινοτομίας για την ασφάλεια στην Ευρώπη: προετοιμασία, διαπραγμάτευση και αξιολόγηση '
    .repeat(2)
    .slice(0, 200),
  'in Cyrillic': 'Обществени поръчки за иновации в сигурността, с много въпроси и отговори '.repeat(3).slice(0, 200),
  'without spaces': 'Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz'.repeat(4).slice(0, 200),
  'of the widest letters': 'W'.repeat(200),
}

describe('a title', () => {
  test.each(Object.entries(titles))('fits whole into the picture: %s', (_, title) => {
    const { size, lines } = fitted(title, widths.bold, box)
    expect(lines.join('').replaceAll(' ', '')).toBe(title.replaceAll(' ', ''))
    expect(lines.length * size * box.lineHeight).toBeLessThanOrEqual(box.height)
    expect(Math.max(...lines.map((line) => widthOf(line) * size))).toBeLessThanOrEqual(box.width + 1e-6)
  })

  test('is as large as there is room for, and breaks between words', () => {
    expect(fitted(titles.short, widths.bold, box)).toEqual({ size: 88, lines: ['Building Market Demand'] })
    expect(fitted('Annual conference on innovation procurement', widths.bold, box).lines).toEqual([
      'Annual conference on',
      'innovation procurement',
    ])
  })

  test('loses what the typeface cannot show, such as emoji, and shows that its end is missing if it is endless', () => {
    expect(fitted('Security 🛡️ for  all 漢字', widths.bold, box).lines).toEqual(['Security for all'])
    expect(fitted('🛡️', widths.bold, box).lines).toEqual([])
    const { lines } = fitted('W'.repeat(1000), widths.bold, box)
    expect([lines.length, lines.at(-1)?.endsWith('W…')]).toEqual([7, true])
  })

  test('is text in the picture, whatever it says', async () => {
    const svg = await drawn({ title: '</text><script>&', about: '<b>', when: ['"now"'] })
    expect(svg).toContain('&lt;/text&gt;&lt;script&gt;&amp;')
    expect(svg).not.toMatch(/<script|<b>/)
  })
})

test('the picture has the colours of the pages', () => {
  const palette = readFileSync(join(import.meta.dirname, '../../../shared/views/assets/styles/palette.css'), 'utf8')
  expect(Object.values(colours).filter((colour) => !palette.includes(colour))).toEqual([])
})
