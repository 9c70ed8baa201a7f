import { geometricMean, median } from '../statistics.ts'
import { rounded, table } from '../table.ts'
import { type HotEventSubject, hotEventSubjects } from './hot-event.ts'
import type { MeasuredRegistration } from './measure.ts'

const names: Readonly<Record<HotEventSubject, string>> = {
  handler: 'the attendee function',
  bare: 'one counter in a transaction',
  'bare with list': 'the same with a waiting list and a gate',
  'bare with indexes': 'the same in the indexes that lists are read from',
}

const runsOf = ({ hotEvents }: MeasuredRegistration, subject: HotEventSubject) =>
  hotEvents.flatMap((run) => run.filter((each) => each.subject === subject))

/**
 * The function's requests per second relative to another way's: of the geometric means, since each runs first, second, third
 * and last once and the emulator is never quite the same.
 */
export const ratioOf = (measured: MeasuredRegistration, subject: HotEventSubject): number => {
  const others = runsOf(measured, subject)
  return geometricMean(runsOf(measured, 'handler').map(({ perSecond }, run) => perSecond / (others[run]?.perSecond ?? Number.NaN)))
}

const hotTable = (measured: MeasuredRegistration): string => {
  const of = (subject: HotEventSubject) => runsOf(measured, subject)
  return table(
    ['who serves', 'requests a second', 'function ÷ this', 'confirmed of 500'],
    hotEventSubjects.map((subject) => [
      names[subject],
      rounded(median(of(subject).map(({ perSecond }) => perSecond)), 0),
      subject === 'handler' ? undefined : rounded(ratioOf(measured, subject), 2),
      [...new Set(of(subject).flatMap(({ confirmed, seatsTaken = confirmed }) => [confirmed, seatsTaken]))].join(', '),
    ]),
  )
}

const ratesTable = ({ rates }: MeasuredRegistration): string =>
  table(
    ['at once', 'registrations a second', 'p50 ms', 'p99 ms', 'bare puts a second', 'ratio'],
    [...Map.groupBy(rates, ({ atOnce }) => atOnce)].map(([atOnce, of]) => {
      const registration = of.find(({ name }) => name === 'registration')
      const bare = of.find(({ name }) => name !== 'registration')
      return [
        atOnce,
        registration && rounded(registration.perSecond, 0),
        registration && rounded(registration.p50),
        registration && rounded(registration.p99),
        bare && rounded(bare.perSecond, 0),
        registration && bare && rounded(registration.perSecond / bare.perSecond, 2),
      ]
    }),
  )

const capacityTable = ({ capacity }: MeasuredRegistration): string =>
  table(
    ['answer', 'calls', 'read units', 'write units', 'mail', 'indexes'],
    capacity.map(({ name, calls, readUnits, writeUnits, messageUnits, indexUnits }) => [
      name,
      calls,
      readUnits,
      writeUnits,
      messageUnits,
      indexUnits,
    ]),
  )

/** Registering through the whole function, as readable tables. */
export const registrationReport = (measured: MeasuredRegistration): readonly string[] => {
  const { cancelled, promoted, perSecond, outOfOrder, seatsTaken } = measured.promotion
  return [
    'The hot event on DynamoDB Local: 500 seats, 2,000 requests, 5 % of them repeats, 64 at once (medians of runs)',
    hotTable(measured),
    '',
    'Registrations through the attendee function on DynamoDB Local, one process',
    ratesTable(measured),
    '',
    'What DynamoDB bills for an answer when nobody else asks (items of transactions doubled, as documented)',
    capacityTable(measured),
    '',
    `${cancelled} cancel together, 300 wait: ${promoted} places passed on, ${rounded(perSecond)} a second; ${outOfOrder} out of order; ${seatsTaken} of 200 given in the end`,
  ]
}
