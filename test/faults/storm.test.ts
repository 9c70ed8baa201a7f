import { expect, test } from '@jest/globals'
import { storm } from './storm/run-storm.ts'

// More people and other seeds: npm run storm -- --seed 7 --registrations 1000. A seed gives the same plan of weather each time.
test('in a storm everybody is told the last state of an event that moves twice and is held, and reminded once', async () => {
  const said = await storm('--seed', '27', '--registrations', '40', '--ending', 'held', '--mails', '1')
  expect(said).toMatch(/^Seed 27, held, 40 registrations, sound: all is well/m)
  expect(said).toMatch(/, (claims-late|asks-again): \d+ findings/)
}, 600_000)
