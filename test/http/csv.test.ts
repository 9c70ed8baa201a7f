import { expect, test } from '@jest/globals'
import { csvRecord } from '../../shared/http/csv.ts'
import { csvRows } from '../make/csv-rows.ts'

test('every cell comes back as it was, whatever is in it, as RFC 4180 says', () => {
  const cells = ['Ana', 'Silva, A.', 'the "best"', '"', 'two\nlines', '', 'Žofia', ' a;b | c ']
  expect(csvRecord(cells)).toBe('"Ana","Silva, A.","the ""best""","""","two\nlines","","Žofia"," a;b | c "\r\n')
  expect(csvRows(csvRecord(cells) + csvRecord(['x', '']))).toEqual([cells, ['x', '']])
})

const formulas = ['=1+1', '+32 2 555 00 00', '-1', '@SUM(A1)', '\tx', '\rx', '＝1', '＋1', '－1', '＠x']

test.each(formulas)('a spreadsheet takes %j for text, not for a formula', (cell) => {
  expect(csvRows(csvRecord([cell]))).toEqual([[`'${cell}`]])
})

/** Where a spreadsheet that splits at one of these, and does not mind quotes, sees cells begin. */
const seen = (text: string): readonly string[] => text.split(/[,;|\t\r\n]/).map((cell) => cell.replace(/^"+/, ''))

test.each([',', ';', '|', '\t', '\n', '\r'])(
  'nor what comes after %j inside of a cell, where another separator is expected',
  (separator) => {
    for (const formula of formulas) {
      const record = csvRecord(['Ana', `x${separator}${formula}`, `x"${separator}${formula}`])
      expect(seen(record).filter((cell) => /^[=+\-@＝＋－＠]/.test(cell))).toEqual([])
    }
  },
)

test('a number stays a number, be it below zero, and a text with such a sign inside as it is', () => {
  expect(csvRecord([-5, 'a=b', '1-2', 'ana@authority.example', 'Monday, -1 °C'])).toBe(
    '"-5","a=b","1-2","ana@authority.example","Monday, -1 °C"\r\n',
  )
})
