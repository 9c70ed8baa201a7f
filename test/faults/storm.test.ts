import { expect, test } from '@jest/globals'
import { storm } from './storm/run-storm.ts'

// For more people and other seeds: npm run storm -- --seed 7 --registrations 1000. A seed always gives the same weather.
test('in a storm everyone is told the last state of an event that moves twice and takes place, and reminded once', async () => {
  const said = await storm('--seed', '27', '--registrations', '40', '--ending', 'held', '--mails', '1')
  expect(said).toMatch(/^Seed 27, held, 40 registrations, sound: all is well/m)
  expect(said).toMatch(/, (claims-late|asks-again): \d+ findings/)
}, 600_000)
