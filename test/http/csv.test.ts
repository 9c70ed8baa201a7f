import { expect, test } from '@jest/globals'
import { csvRecord, dialectOf } from '../../shared/http/csv.ts'
import { csvRows } from '../make/csv-rows.ts'

test('every cell is read back unchanged under RFC 4180, whatever is in it', () => {
  const cells = ['Ana', 'Silva, A.', 'the "best"', '"', 'two\nlines', '', 'Žofia', ' a;b | c ']
  expect(csvRecord(cells)).toBe('"Ana","Silva, A.","the ""best""","""","two\nlines","","Žofia"," a;b | c "\r\n')
  expect(csvRows(csvRecord(cells) + csvRecord(['x', '']))).toEqual([cells, ['x', '']])
})

const formulas = ['=1+1', '+32 2 555 00 00', '-1', '@SUM(A1)', '\tx', '\rx', '＝1', '＋1', '－1', '＠x']

test.each(formulas)('a spreadsheet treats %j as text, not as a formula', (cell) => {
  expect(csvRows(csvRecord([cell]))).toEqual([[`'${cell}`]])
})

/** Where a spreadsheet that splits at one of these, ignoring quotes, sees cells begin. */
const seen = (text: string): readonly string[] => text.split(/[,;|\t\r\n]/).map((cell) => cell.replace(/^"+/, ''))

test.each([',', ';', '|', '\t', '\n', '\r'])('nor what follows %j inside a cell, if that is its separator', (separator) => {
  for (const formula of formulas) {
    const record = csvRecord(['Ana', `x${separator}${formula}`, `x"${separator}${formula}`])
    expect(seen(record).filter((cell) => /^[=+\-@＝＋－＠]/.test(cell))).toEqual([])
  }
})

test('a number stays a number, even if negative, and text with a sign inside stays unchanged', () => {
  expect(csvRecord([-5, 'a=b', '1-2', 'ana@authority.example', 'Monday, -1 °C'])).toBe(
    '"-5","a=b","1-2","ana@authority.example","Monday, -1 °C"\r\n',
  )
})

test('where decimals have a comma, semicolons separate the cells, as Excel and LibreOffice expect there', () => {
  const cells = ['Ana', 'a, b', 1.5, -2, { at: '2022-07-01T09:00:03.120Z', timeZone: 'Europe/Brussels' }]
  expect(csvRecord(cells, dialectOf('fr'))).toBe('"Ana";"a, b";"1,5";"-2";"2022-07-01 11:00"\r\n')
  expect(csvRecord(cells, dialectOf('en'))).toBe('"Ana","a, b","1.5","-2","2022-07-01 11:00"\r\n')
})
