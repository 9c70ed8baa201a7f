import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, expect, jest, test } from '@jest/globals'
import * as z from 'zod'
import { httpFunction } from '../../shared/http/pipeline.ts'
import { json } from '../../shared/http/reply.ts'
import { paths } from '../../shared/site/paths.ts'
import type { Route } from '../../shared/site/route.ts'
import { errorView } from '../../shared/views/page/error-view.ts'
import { originSecret } from '../make/edge.ts'
import { callerOf } from './calling.ts'

const routes = [
  { method: 'GET', path: paths.home, access: 'public', page: 'works' },
  { method: 'GET', path: paths.about, access: 'public', page: 'waits' },
] as const satisfies readonly Route[]

const workMs = 60

const call = callerOf(
  httpFunction(
    routes,
    {
      siteUrl: 'https://events.example',
      originSecrets: [originSecret],
      errorPage: errorView,
      findSession: () => Promise.resolve(undefined),
      typed: { keep: () => Promise.resolve(''), find: () => Promise.resolve(undefined) },
    },
    {
      pages: {
        works: () => {
          const begun = process.threadCpuUsage()
          while (process.threadCpuUsage(begun).user < workMs * 1000) Math.sqrt(workMs)
          return json({})
        },
        waits: async () => {
          await sleep(5 * workMs)
          return json({})
        },
      },
      operations: {},
    },
  ),
)

afterEach(() => {
  jest.restoreAllMocks()
})

const timesSchema = z.object({ ms: z.number(), cpuMs: z.number() })

test('the log tells how long we worked on a request, which waiting for others does not lengthen', async () => {
  const lines: string[] = []
  jest.spyOn(process.stdout, 'write').mockImplementation((line) => lines.push(String(line)) > 0)
  await call('GET /')
  await call('GET /about')
  jest.restoreAllMocks()
  const [works, waits] = lines.filter((line) => line.includes('"code":"request"')).map((line) => timesSchema.parse(JSON.parse(line)))
  expect(works?.cpuMs).toBeGreaterThanOrEqual(workMs)
  expect(waits?.ms).toBeGreaterThanOrEqual(4 * workMs)
  expect(waits?.cpuMs).toBeLessThan(4 * workMs)
})
