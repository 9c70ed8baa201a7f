import { expect, test } from '@jest/globals'
import readXlsxFile from 'read-excel-file/node'
import { workbook } from '../../shared/http/workbook.ts'

// Another reader than the library that wrote the file.
const readBack = async (rows: Parameters<typeof workbook>[1]) => {
  const file = await workbook('List', rows)
  const [sheet] = await readXlsxFile(file, { trim: false })
  // This reader is off by a millisecond in some dates.
  const whole = (cell: unknown) => (cell instanceof Date ? new Date(Math.round(cell.getTime() / 1000) * 1000) : cell)
  return sheet?.data.map((row) => row.map(whole))
}

test('what people wrote comes out as they wrote it, even if it looks like a number, a date or a formula', async () => {
  const texts = [
    '0471234567',
    '00123',
    '12345678901234567890',
    '1E5',
    '1-2',
    '3/4',
    'TRUE',
    '+32 2 555',
    '=1+1',
    "'quoted",
    ' a ',
    'a\nb',
    '<&>"',
  ]
  expect(await readBack([['Answer'], ...texts.map((text) => [text])])).toEqual([['Answer'], ...texts.map((text) => [text])])
})

test('numbers are numbers, and times are dates that sort, by the clocks of each column’s zone', async () => {
  const at = '2022-07-01T09:00:03.000Z'
  const row = [-2, 1.5, 0, { at, timeZone: 'UTC' }, { at, timeZone: 'Europe/Brussels' }]
  expect(await readBack([['a', 'b', 'c', 'UTC', 'Brussels'], row])).toEqual([
    ['a', 'b', 'c', 'UTC', 'Brussels'],
    [-2, 1.5, 0, new Date('2022-07-01T09:00:03Z'), new Date('2022-07-01T11:00:00Z')],
  ])
})

test('a text longer than Excel takes is cut, so that the file opens', async () => {
  const rows = await readBack([['a'], ['x'.repeat(40_000)]])
  expect(String(rows?.[1]?.[0])).toHaveLength(32_767)
})
