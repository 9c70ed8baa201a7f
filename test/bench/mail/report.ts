import { rounded, table } from '../table.ts'
import type { MeasuredMail } from './measure.ts'
import type { KeptRate } from './sending.ts'

const ratesTable = (rates: readonly KeptRate[]): string =>
  table(
    ['mails a second', 'mails', 'most in a second', 'mean ÷ rate', 'missing', 'twice'],
    rates.map(({ rate, mails, mostInASecond, meanShare, missing, twice }) => [
      rate,
      mails,
      mostInASecond,
      rounded(meanShare, 3),
      missing,
      twice,
    ]),
  )

/** The cost and speed of mails as readable tables. */
export const mailReport = ({ expansion, rates, modelledRates, throughput, memory, commitToSent }: MeasuredMail): readonly string[] => [
  `A move of an event with ${expansion.people} people: all are owed the mail after ${rounded(expansion.tookMs / 1000)} s, ${rounded(expansion.perSecond, 0)} people a second; a transaction for each: ${rounded(expansion.plainPerSecond, 0)} (× ${rounded(expansion.perSecond / expansion.plainPerSecond, 2)}). Where a modelled table answers transactions as fast as DynamoDB does: ${rounded(expansion.modelledMs / 1000)} s`,
  '',
  'Sending them at the rate that SES takes, one worker on DynamoDB Local',
  ratesTable(rates),
  '',
  'The same by as many workers as the rate calls for, where a modelled table answers as fast as DynamoDB does',
  ratesTable(modelledRates),
  '',
  'Sending without a limit, one process, beside the bare client with a constant mail of the same size',
  table(
    ['who sends', 'mails a second', 'mails a second of processor time'],
    [
      ['the mail function', rounded(throughput.perSecond, 0), rounded(throughput.perCpuSecond, 0)],
      ['the bare client', rounded(throughput.barePerSecond, 0), rounded(throughput.barePerCpuSecond, 0)],
      [
        'ratio',
        rounded(throughput.perSecond / throughput.barePerSecond, 2),
        rounded(throughput.perCpuSecond / throughput.barePerCpuSecond, 2),
      ],
    ],
  ),
  '',
  'Memory in use after the garbage is taken out, at most',
  table(
    ['people', 'fan-out MB', 'mail MB'],
    memory.map(({ people, fanOutMB, mailMB }) => [people, rounded(fanOutMB), rounded(mailMB)]),
  ),
  '',
  `From the answer to a registration until SES has the mail: p50 ${rounded(commitToSent.p50, 0)} ms, p99 ${rounded(commitToSent.p99, 0)} ms`,
]
