import * as z from 'zod'

const severities = ['info', 'low', 'moderate', 'high', 'critical'] as const
type Severity = (typeof severities)[number]

/** `npm audit --json`: what is known of each installed package; a text in `via` names another of them. */
export const auditReportSchema = z.object({
  vulnerabilities: z.record(
    z.string(),
    z.object({
      via: z.array(z.union([z.string(), z.object({ name: z.string(), title: z.string(), url: z.url(), severity: z.enum(severities) })])),
    }),
  ),
})
type AuditReport = z.infer<typeof auditReportSchema>

/** A weakness that was found, as kept in `docs/known-weaknesses.json`. */
export const weaknessSchema = z.strictObject({
  url: z.url(),
  package: z.string(),
  title: z.string(),
  severity: z.enum(severities),
  deployed: z.boolean(),
  /** The day on which it was first seen here. */
  found: z.iso.date(),
  /** Why it does not concern us. */
  accepted: z.string().min(20).optional(),
})
export type Weakness = z.infer<typeof weaknessSchema>

/** Days until a weakness in something deployed is mended and deployed. */
export const daysToMend: Readonly<Record<Severity, number>> = { critical: 2, high: 7, moderate: 30, low: 30, info: 30 }

/** How much longer it may take in what only builds or tests. */
export const undeployedFactor = 3

/** By which day it must be mended. */
export const mendedBy = ({ severity, deployed, found }: Weakness): string => {
  const days = daysToMend[severity] * (deployed ? 1 : undeployedFactor)
  return new Date(Date.parse(found) + days * 86_400_000).toISOString().slice(0, 10)
}

const advisoriesIn = ({ vulnerabilities }: AuditReport) =>
  new Map(
    Object.values(vulnerabilities).flatMap(({ via }) =>
      via.flatMap((each) => (typeof each === 'string' ? [] : [[`${each.url} ${each.name}`, each] as const])),
    ),
  )

/**
 * The weaknesses of all packages and of those deployed, with what was noted of them before: when they were found, why they were accepted,
 * and a severity that somebody raised because they are being exploited. Those that are mended are left out.
 */
export const weaknessesIn = (all: AuditReport, deployed: AuditReport, noted: readonly Weakness[], today: string): readonly Weakness[] => {
  const known = new Map(noted.map((each) => [`${each.url} ${each.package}`, each]))
  const isDeployed = advisoriesIn(deployed)
  return [...advisoriesIn(all)].map(([key, { name, title, url, severity }]) => {
    const before = known.get(key)
    const rank = (of: Severity): number => severities.indexOf(of)
    return {
      url,
      package: name,
      title,
      severity: before !== undefined && rank(before.severity) > rank(severity) ? before.severity : severity,
      deployed: isDeployed.has(key),
      found: before?.found ?? today,
      ...(before?.accepted === undefined ? {} : { accepted: before.accepted }),
    }
  })
}

/** Those that should have been mended by now. */
export const overdue = (weaknesses: readonly Weakness[], today: string): readonly Weakness[] =>
  weaknesses.filter((each) => each.accepted === undefined && mendedBy(each) < today)
