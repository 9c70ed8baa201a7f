import type { Finding } from '../../domain/seats/ledger.ts'
import type { SeatProof } from './proving.ts'

const where = ({ shard, version, at }: Finding): string =>
  [
    ...(at === undefined ? [] : [at]),
    ...(shard === undefined ? [] : [`counter ${shard}`]),
    ...(version === undefined ? [] : [`entry ${version}`]),
  ].join(', ')

const say = (finding: Finding): string => {
  const place = where(finding)
  return place === '' ? finding.text : `${place}: ${finding.text}`
}

/** A proof in words, line by line, for operators. */
export const sayProof = ({ slug, capacity, given, entries, findings, mended }: SeatProof): readonly string[] => {
  const places = capacity === undefined ? `${given} places given, without a limit` : `${given} of ${capacity} places given`
  const breach = findings.find(({ kind }) => kind === 'breach')
  const verdict =
    findings.length === 0
      ? ['At no instant were more seats given than there were places. Ledger, counters and registrations agree.']
      : [
          breach === undefined ? 'No seat was given beyond its share, but not everything agrees:' : `First breach: ${say(breach)}`,
          ...findings.filter((finding) => finding !== breach).map((finding) => `- ${say(finding)}`),
        ]
  return [`${slug}: ${entries} changes of seats, ${places}.`, ...verdict, ...mended.map((text) => `Mended: ${text}`)]
}
