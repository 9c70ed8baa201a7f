import { expect, test } from '@jest/globals'
import { listPage } from '../../../shared/domain/basics/list-page.ts'

const things = Array.from({ length: 250 }, (_, index) => index)
const small = () => 1

test('an address typed by hand leads to a page that there is', () => {
  const pageOf = (asked: string | null) => listPage(things, asked, small).page
  expect([null, '', '0', '-1', 'x', '1e9', '2', '3', '4', '999999'].map(pageOf)).toEqual([1, 1, 1, 1, 1, 1, 2, 3, 3, 3])
  expect(listPage([], '7', small)).toEqual({ shown: [], page: 1, pages: 1 })
})

test('pages end where no more fits, and something too large has one of its own', () => {
  const pages = ['1', '2', '3'].map((page) => listPage([1, 400_000, 100_000, 100_000, 100_000], page, (bytes) => bytes))
  expect(pages.map(({ shown }) => shown)).toEqual([[1], [400_000], [100_000, 100_000]])
  expect(pages[0]?.pages).toBe(4)
})
