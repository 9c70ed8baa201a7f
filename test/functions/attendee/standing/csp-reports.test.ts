import { afterEach, beforeEach, expect, jest, test } from '@jest/globals'
import { cspReports } from '../../../../functions/attendee/standing/csp-reports.ts'
import { logger } from '../../../../shared/runtime/logger.ts'
import { makeRequest } from '../../../make/request.ts'

const logged: unknown[] = []
beforeEach(() => {
  logged.length = 0
  jest.spyOn(logger, 'warn').mockImplementation((...[, fields]) => {
    logged.push(fields)
  })
})
afterEach(() => {
  jest.restoreAllMocks()
})

const send = (body: unknown, minute: number) =>
  cspReports(makeRequest('', { now: `2022-04-01T09:${minute}:00.000Z`, body: typeof body === 'string' ? body : JSON.stringify(body) }))

const secret = 'https://events.example/registrations/secret-token'

test('a report is counted by directive and origin, without the page that it came from', () => {
  const modern = {
    type: 'csp-violation',
    url: secret,
    body: { documentURL: secret, effectiveDirective: 'script-src-elem', blockedURL: 'https://evil.example/x.js?who=anna' },
  }
  const older = { 'csp-report': { 'document-uri': secret, 'effective-directive': 'style-src-attr', 'blocked-uri': 'inline' } }
  expect([send([modern], 10).statusCode, send(older, 11).statusCode]).toEqual([204, 204])
  expect(logged).toEqual([
    { code: 'csp-report', directive: 'script-src-elem', blocked: 'https://evil.example' },
    { code: 'csp-report', directive: 'style-src-attr', blocked: 'inline' },
  ])
})

test('a flood of reports, or nonsense, fills no log', () => {
  const report = { type: 'csp-violation', body: { effectiveDirective: 'img-src', blockedURL: 'data:x' } }
  for (let sent = 0; sent < 50; sent++) send([report, report], 20)
  expect(logged).toHaveLength(10)
  for (const nonsense of ['', '{', 'null', '[{}]', '{"csp-report":{"effective-directive":"x\\nforged line"}}']) send(nonsense, 21)
  expect(logged).toHaveLength(10)
})
