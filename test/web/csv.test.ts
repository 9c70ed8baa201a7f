import { expect, test } from '@jest/globals'
import { csvRecord } from '../../shared/web/csv.ts'

test('a cell with a comma, a quote or a line break is quoted, as RFC 4180 says', () => {
  expect(csvRecord(['Ana', 'Silva, A.', 'the "best"', 'two\nlines', '', 'Žofia'])).toBe(
    'Ana,"Silva, A.","the ""best""","two\nlines",,Žofia\r\n',
  )
})

test.each(['=1+1', '+32 2 555 00 00', '-1', '@SUM(A1)', '\tx', '\rx', '＝1'])(
  'a spreadsheet takes %j for text, not for a formula',
  (cell) => {
    expect(csvRecord([cell])).toMatch(/^"?'/)
  },
)

test('a number stays a number, be it below zero', () => {
  expect(csvRecord([-5, 'a=b', '1-2'])).toBe('-5,a=b,1-2\r\n')
})
