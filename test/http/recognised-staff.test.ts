import { expect, jest, test } from '@jest/globals'
import { httpFunction } from '../../shared/http/pipeline.ts'
import { json } from '../../shared/http/reply.ts'
import type { Request } from '../../shared/http/request.ts'
import { sessionCookie } from '../../shared/http/staff-session.ts'
import { logger } from '../../shared/runtime/logger.ts'
import { paths } from '../../shared/site/paths.ts'
import type { Route } from '../../shared/site/route.ts'
import { newSecretId } from '../../shared/tokens/secret-id.ts'
import { errorView } from '../../shared/views/page/error-view.ts'
import { originSecret } from '../make/edge.ts'
import { callerOf } from './calling.ts'

const siteUrl = 'https://events.example'
const [sessionId, brokenId] = [newSecretId(), newSecretId()]

const routes = [
  { method: 'GET', path: paths.about, access: 'public', page: 'about', listed: true },
  { method: 'POST', path: paths.about, access: 'public', page: 'tell' },
] as const satisfies readonly Route[]

const shows = ({ context }: Request) => json({ signedIn: context.staff?.name ?? 'nobody' })

const call = callerOf(
  httpFunction(
    routes,
    {
      siteUrl,
      originSecrets: [originSecret],
      errorPage: errorView,
      recognise: async (id) => {
        if (id === brokenId) throw new Error('the table of sessions cannot be read')
        return id === sessionId ? { subject: 'olga', name: 'Olga', roles: ['organiser' as const] } : undefined
      },
    },
    { pages: { about: shows, tell: shows }, operations: {} },
  ),
)

const as = (id: string) => ({ cookies: [sessionCookie(siteUrl, id).split(';')[0] ?? ''] })

test('a page for everybody, and its answer to a form, show staff that they are signed in, and others that they are not', async () => {
  for (const page of ['GET /about', 'POST /about']) {
    expect((await call(page, as(sessionId))).body).toBe('{"signedIn":"Olga"}')
    expect((await call(page, as(newSecretId()))).body).toBe('{"signedIn":"nobody"}')
    expect((await call(page)).body).toBe('{"signedIn":"nobody"}')
  }
})

test('a page for everybody opens even if nobody can say who is signed in', async () => {
  const logged = jest.spyOn(logger, 'error').mockReturnValue()
  expect((await call('GET /about', as(brokenId))).body).toBe('{"signedIn":"nobody"}')
  expect(JSON.stringify(logged.mock.calls)).toContain('staff-not-recognised')
  logged.mockRestore()
})
