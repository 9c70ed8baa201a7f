import { expect, test } from '@jest/globals'
import { robots, securityContact } from '../../../../functions/attendee/standing/files-for-robots.ts'
import { makeRequest } from '../../../make/request.ts'

test('crawlers leave personal pages and those of staff alone, and may read the programme', () => {
  const lines = String(robots().body).split('\n')
  expect(lines).toEqual(
    expect.arrayContaining([
      'User-agent: *',
      'Disallow: /registrations/',
      'Disallow: /feedback/',
      'Disallow: /my-data',
      'Disallow: /organiser',
      'Disallow: /api/v1/',
    ]),
  )
  expect(lines.filter((line) => line === 'Disallow: /' || line.startsWith('Disallow: /events'))).toEqual([])
})

test('whoever finds a weakness is told where to report it, for half a year from today', () => {
  const { body, headers } = securityContact(makeRequest('none', { now: '2022-04-01T09:30:00.000Z' }))
  expect(body).toMatch(/^Contact: mailto:contact@iprocurenet\.example\nExpires: 2022-09-28T00:00:00\.000Z\n/)
  expect(body).toMatch(/^Canonical: http.*\/\.well-known\/security\.txt$/m)
  expect(headers?.['content-type']).toBe('text/plain; charset=utf-8')
})
