import { expect, test } from '@jest/globals'
import { type FunctionName, functionNames } from '../../infra/functions.ts'
import { sizeOf } from '../bench/bundles.ts'
import { bundlesVariable } from '../make/plenary.ts'

/** The most kB (1000 bytes) that a function may load at start. Give the reason for raising one in the commit. */
const budgets: Readonly<Record<FunctionName, number>> = {
  attendee: 569,
  organiser: 545,
  // With the votes that are open.
  steering: 441,
  proposals: 446,
  speakers: 449,
  'sign-in': 403,
  // CloudFront keeps its files, so that it rarely starts.
  assets: 279,
  feeds: 505,
  // Without its renderer (2.5 MB) and typefaces (0.8 MB), which it reads when it draws.
  pictures: 418,
  'my-data': 482,
  mail: 740,
  'mail-events': 358,
  'fan-out': 385,
  summaries: 342,
  clock: 427,
  seats: 379,
  prove: 374,
  erasure: 420,
  // With ical.js and the names of Windows’ zones.
  partners: 486,
  replies: 1694,
  uploads: 400,
}

test.each(functionNames)('a cold start of %s loads no more code than before', (name) => {
  const folder = process.env[bundlesVariable]
  if (folder === undefined) throw new Error('no bundles were made')
  const { kB } = sizeOf(folder, name)
  expect(kB).toBeGreaterThan(1)
  expect(kB).toBeLessThanOrEqual(budgets[name])
})
