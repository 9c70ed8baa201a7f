import { expect, test } from '@jest/globals'
import { wallTimeAt } from '../../../shared/domain/basics/wall-time.ts'

const [minuteMs, monthMs] = [60_000, 30 * 86_400_000]
const [first, last] = [Date.UTC(1980), Date.UTC(2040)]

/** The instants at which a zone changes its clocks, to the minute, found without what is tested. */
const changesOf = (timeZone: string) => {
  const clock = new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short', timeStyle: 'short' })
  const shown = (at: number): string => clock.format(at).replace(' ', 'T')
  const offset = (at: number): number => Date.parse(`${shown(at)}Z`) - at
  const changes: number[] = []
  for (let at = first; at < last; at += monthMs) {
    if (offset(at) === offset(at + monthMs)) continue
    let [before, after] = [at, at + monthMs]
    while (after - before > minuteMs) {
      const middle = before + Math.floor((after - before) / 2 / minuteMs) * minuteMs
      if (offset(middle) === offset(at)) before = middle
      else after = middle
    }
    changes.push(after)
  }
  return { changes, shown }
}

test('a time is shown as the platform shows it just before, at and after every change of clocks in every zone', () => {
  let changed = 0
  for (const timeZone of Intl.supportedValuesOf('timeZone')) {
    const { changes, shown } = changesOf(timeZone)
    changed += changes.length
    const around = changes.flatMap((at) => [-20, -1, 0, 1, 14, 20].map((minutes) => at + minutes * minuteMs))
    const wrong = around.filter((at) => wallTimeAt(new Date(at).toISOString(), timeZone) !== shown(at))
    expect([timeZone, wrong.map((at) => new Date(at).toISOString())]).toEqual([timeZone, []])
  }
  expect(changed).toBeGreaterThan(5000)
})
