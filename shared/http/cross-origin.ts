import { type Reply, withHeaders } from './reply.ts'

// Browsers send no cookies where any site may read the answer, so that it is what everybody gets.
const anyone = { 'access-control-allow-origin': '*' } as const

/** An answer that pages of other sites may read. */
export const readableAnywhere = (reply: Reply): Reply => withHeaders({ ...anyone, 'access-control-expose-headers': 'ETag' }, reply)

/** The answer to a browser that asks first, because a page sets a header: these may be set, to read; no token, and nothing that writes. */
export const preflight: Reply = {
  statusCode: 204,
  headers: {
    ...anyone,
    'access-control-allow-methods': 'GET, HEAD',
    'access-control-allow-headers': 'Content-Type, If-None-Match',
    'access-control-max-age': '86400',
  },
}
