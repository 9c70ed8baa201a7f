import { describe, expect, test } from '@jest/globals'
import { isBeyondLimit } from '../../shared/http/size-limits.ts'
import { paths } from '../../shared/site/paths.ts'
import type { Route } from '../../shared/site/route.ts'

const form: Route = { method: 'POST', path: paths.myLinks, access: 'public', page: 'sendMyLinks' }
const operation: Route = { method: 'POST', path: paths.apiMyLinks, access: 'public', operation: 'sendMyLinks' }
const event: Route = { method: 'POST', path: paths.apiEvents, access: 'token', operation: 'createEvent', body: 'event' }

const isRefused = (body: string, route: Route): boolean => isBeyondLimit({ body }, body, route)

const fields = (count: number): string => Array.from({ length: count }, (_, index) => `k${index}=1`).join('&')
const nested = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`

describe('a form', () => {
  test.each([
    ['of 500 fields', fields(500), false],
    ['of 501 fields', fields(501), true],
    ['of 45,000 fields', `email=a%40example.org&${fields(45_000)}`, true],
    ['of 64,000 bytes', 'x'.repeat(64_000), false],
    ['of one byte more', 'x'.repeat(64_001), true],
    ['whose letters take more bytes than places', 'é'.repeat(32_001), true],
    ['of nothing', '', false],
  ])('%s', (_, body, refused) => {
    expect(isRefused(body, form)).toBe(refused)
  })
})

describe('JSON', () => {
  test.each([
    ['twelve levels deep', nested(12), false],
    ['thirteen levels deep', nested(13), true],
    ['20,000 levels deep', nested(20_000), true],
    ['of 499 items', JSON.stringify(Array.from({ length: 499 }, () => 1)), false],
    ['of 600 items', JSON.stringify(Array.from({ length: 600 }, () => 1)), true],
    ['with brackets and commas in a text only', JSON.stringify({ text: '[[[[[[[[[[[[[,,,,{"\\'.repeat(300) }), false],
    ['with a text that never ends', `{"text": "${'\\"'.repeat(20_000)}`, false],
    ['that is none', '}}}]]]', false],
  ])('%s', (_, body, refused) => {
    expect(isRefused(body, operation)).toBe(refused)
  })

  test('about an event may contain a conference of a hundred sessions, but not one of 9,999', () => {
    const conference = (sessions: number): string =>
      JSON.stringify({
        title: 'C',
        sessions: Array.from({ length: sessions }, () => ({ title: 'S', start: '2022-05-17T10:00', speakers: [{ name: 'A' }] })),
      })
    expect([100, 9999].map((sessions) => isRefused(conference(sessions), event))).toEqual([false, true])
  })
})
