import { once } from 'node:events'
import { IncomingMessage, request } from 'node:http'
import { buffer } from 'node:stream/consumers'
import type { Page, Route } from 'playwright-core'
import * as z from 'zod'
import type { Plenary } from '../../../infra/local/plenary.ts'
import { rateLimits } from '../../../shared/domain/basics/rate-limits.ts'
import { paths } from '../../../shared/site/paths.ts'
import { createApi } from './api.ts'

/** A browser's request, sent from another address of this machine. */
const pass = async (route: Route, from: string): Promise<void> => {
  const asked = route.request()
  const url = new URL(asked.url())
  const headers = { ...(await asked.allHeaders()), host: url.host }
  const options = {
    method: asked.method(),
    headers,
    localAddress: from,
    host: '127.0.0.1',
    port: url.port,
    path: url.pathname + url.search,
  }
  const sent = request(options)
  sent.end(asked.postDataBuffer())
  const [response] = z.tuple([z.instanceof(IncomingMessage)]).parse(await once(sent, 'response'))
  const answered = Object.entries(response.headers).map(([name, value]) => [name, String(value)] as const)
  await route.fulfill({ status: response.statusCode ?? 0, headers: Object.fromEntries(answered), body: await buffer(response) })
}

/** Sends the forms of a page from a loopback address, as if its reader were somewhere else. */
export const sendFrom = (page: Page, from: string): Promise<unknown> =>
  page.route('**', (route) => (route.request().method() === 'POST' ? pass(route, from) : route.continue()))

/** Makes as many requests from an address that registrations from there need a proof of work. */
export const askOften = async (plenary: Pick<Plenary, 'siteUrl'>, from: string): Promise<void> => {
  const api = createApi(plenary.siteUrl)
  // Functions running at the same time learn of each other's requests a little later.
  const requests = rateLimits.network.free + rateLimits.network.alone
  for (let number = 0; number < requests; number++)
    await api('POST', paths.apiMyLinks.to({}), { body: { email: `person${number}@${from}.example` }, from })
}
