import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import {
  auditReportSchema,
  daysToMend,
  mendedBy,
  overdue,
  undeployedFactor,
  type Weakness,
  weaknessesIn,
} from '../../../infra/weaknesses/deadlines.ts'
import { root } from '../../house/source-files.ts'

const advisory = (name: string, severity: string) => ({
  source: 1_096_727,
  name,
  dependency: name,
  title: `Weakness of ${name}`,
  url: `https://github.com/advisories/GHSA-${name}`,
  severity,
  cwe: ['CWE-400'],
  range: '<2.0.0',
})

/** What `npm audit --json` prints. */
const reportOf = (...advisories: readonly ReturnType<typeof advisory>[]) =>
  auditReportSchema.parse({
    auditReportVersion: 2,
    vulnerabilities: Object.fromEntries([
      ...advisories.map((each) => [
        each.name,
        { name: each.name, severity: each.severity, isDirect: false, via: [each], effects: ['user'] },
      ]),
      ['user', { name: 'user', severity: 'high', isDirect: true, via: advisories.map(({ name }) => name), effects: [] }],
    ]),
  })

const weakness = (more: Partial<Weakness> = {}): Weakness => ({
  url: 'https://github.com/advisories/GHSA-parser',
  package: 'parser',
  title: 'Weakness of parser',
  severity: 'high',
  deployed: true,
  found: '2026-11-01',
  ...more,
})

test('a weakness counts from the day on which it was first seen, and one that is mended is gone', () => {
  const [all, deployed] = [reportOf(advisory('parser', 'high'), advisory('tester', 'low')), reportOf(advisory('parser', 'high'))]
  const first = weaknessesIn(all, deployed, [], '2026-11-01')
  expect(first).toEqual([
    weakness(),
    weakness({
      url: 'https://github.com/advisories/GHSA-tester',
      package: 'tester',
      title: 'Weakness of tester',
      severity: 'low',
      deployed: false,
    }),
  ])
  expect(weaknessesIn(all, deployed, first, '2026-11-20')).toEqual(first)
  expect(weaknessesIn(reportOf(), reportOf(), first, '2026-11-20')).toEqual([])
})

test('whoever noted that a weakness is exploited, or why it is none, keeps their word', () => {
  const report = reportOf(advisory('parser', 'high'))
  const raised = weakness({ severity: 'critical' })
  expect(weaknessesIn(report, report, [raised], '2026-11-20')).toEqual([raised])
  const accepted = weakness({ accepted: 'Only what we wrote ourselves is ever parsed by it' })
  expect(overdue(weaknessesIn(report, report, [accepted], '2027-11-20'), '2027-11-20')).toEqual([])
})

test.each([
  ['critical', true, '2026-11-03'],
  ['high', true, '2026-11-08'],
  ['moderate', true, '2026-12-01'],
  ['high', false, '2026-11-22'],
] as const)('a %s one, deployed: %s, is overdue after %s', (severity, deployed, last) => {
  const one = weakness({ severity, deployed })
  const next = new Date(Date.parse(last) + 86_400_000).toISOString().slice(0, 10)
  expect(mendedBy(one)).toBe(last)
  expect([overdue([one], last), overdue([one], next)]).toEqual([[], [one]])
})

test('the runbook has the same deadlines', () => {
  const runbook = readFileSync(join(root, 'docs/runbook.md'), 'utf8')
  expect(runbook).toContain(`| is being exploited, or is critical | ${daysToMend.critical} days |`)
  expect(runbook).toContain(`| high | ${daysToMend.high} days |`)
  expect(runbook).toContain(`| others | ${daysToMend.moderate} days |`)
  expect(undeployedFactor).toBe(3)
  expect(runbook).toContain('has three times as long')
})
