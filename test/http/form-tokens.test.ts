import { describe, expect, test } from '@jest/globals'
import * as z from 'zod'
import { httpFunction } from '../../shared/http/pipeline.ts'
import { json } from '../../shared/http/reply.ts'
import type { StaffRequest } from '../../shared/http/request.ts'
import { sessionCookie } from '../../shared/http/staff-session.ts'
import { logger } from '../../shared/runtime/logger.ts'
import { paths } from '../../shared/site/paths.ts'
import type { Route } from '../../shared/site/route.ts'
import { csrfToken } from '../../shared/tokens/form-token.ts'
import { newSecretId } from '../../shared/tokens/secret-id.ts'
import { errorView } from '../../shared/views/page/error-view.ts'
import { originSecret } from '../make/edge.ts'
import { callerOf } from './calling.ts'

logger.setLogLevel('SILENT')

const siteUrl = 'https://events.example'
const staff = { subject: 'olga', name: 'Olga', roles: ['organiser' as const] }
const sessionId = newSecretId()
const cookies = [sessionCookie(siteUrl, sessionId).split(';')[0] ?? '']

const routes = [
  { method: 'GET', path: paths.privacy, access: 'public', page: 'publicPage', listed: true },
  { method: 'GET', path: paths.newEvent, access: 'session', page: 'form' },
  { method: 'POST', path: paths.newEvent, access: 'session', page: 'createEvent' },
] as const satisfies readonly Route[]

const shows = ({ context }: Pick<StaffRequest, 'context'>) => json({ csrf: context.staff?.csrf ?? null })

const call = callerOf(
  httpFunction(
    routes,
    {
      siteUrl,
      originSecrets: [originSecret],
      errorPage: errorView,
      findSession: async (id) => (id === sessionId ? { state: 'signed-in', staff } : undefined),
    },
    {
      pages: { publicPage: shows, form: shows, createEvent: ({ staff: who }: StaffRequest) => json({ changedBy: who.subject }) },
      operations: {},
    },
  ),
)

describe('a form’s token', () => {
  const shown = async (path: string) => {
    const reply = await call(`GET ${path}`, { cookies })
    const { csrf } = z.object({ csrf: z.string().nullable() }).parse(JSON.parse(reply.body ?? ''))
    return { csrf, cacheControl: reply.headers?.['cache-control'] }
  }

  // BREACH: the sizes of many answers that repeat a guess give away what is the same in all of them.
  test('is another in each answer, shares no part with the session’s own, and each is accepted', async () => {
    const tokens: string[] = []
    for (let count = 0; count < 50; count++) tokens.push((await shown('/organiser/events/new')).csrf ?? '')
    expect(new Set(tokens).size).toBe(50)
    for (let at = 0; at < 40; at++) expect(new Set(tokens.map((token) => token.slice(at, at + 3))).size).toBeGreaterThan(40)
    expect(tokens.filter((token) => token.includes(csrfToken(sessionId)))).toEqual([])
    for (const token of tokens) {
      const { body } = await call('POST /organiser/events/new', { cookies, body: `csrf=${token}` })
      expect(body).toBe('{"changedBy":"olga"}')
    }
  })

  test('is in no page that anybody else’s cache may keep', async () => {
    expect(await shown('/privacy')).toEqual({ csrf: null, cacheControl: 'no-store' })
    expect((await shown('/organiser/events/new')).cacheControl).toBe('no-store')
  })
})
