import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import type { Html } from '../site/html.ts'
import { type Entity, hasEntity } from './entity-tag.ts'

/** An answer of an HTTP function in API Gateway's form (payload format 2.0). */
export interface Reply extends APIGatewayProxyStructuredResultV2 {
  /** For the record of what staff do (`auditing.ts`), which takes it off. */
  readonly concerned?: { readonly count?: number; readonly slug?: string; readonly target?: string; readonly refused?: true }
}

/** The answer to a request that did not come through CloudFront. It says nothing, and costs next to nothing. */
export const aroundEdge: Reply = { statusCode: 403, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: 'Forbidden\n' }

export const page = async (markup: Html, statusCode = 200): Promise<Reply> => ({
  statusCode,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: (await markup).toString(),
})

/** A mail as its reader sees it: its inline styles and this site's pictures are allowed, nothing else. */
export const shownMail = (markup: string): Reply => ({
  statusCode: 200,
  headers: {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy':
      "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  },
  body: markup,
})

/** Adds headers to an answer. */
export const withHeaders = (headers: Readonly<Record<string, string>>, reply: Reply): Reply => ({
  ...reply,
  headers: { ...reply.headers, ...headers },
})

/** A form that Back shows as it was sent, with the key that tells a correction from a new request; for forms that name nobody. */
export const keptForBack = (reply: Reply): Reply => withHeaders({ 'cache-control': 'private, no-cache' }, reply)

export const json = (body: unknown, statusCode = 200): Reply => ({
  statusCode,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify(body),
})

/** Redirects the browser to a page with GET, after a form was accepted (RFC 9110 §15.4.4). */
export const seeOther = (location: string, cookies: readonly string[] = []): Reply => ({
  statusCode: 303,
  headers: { location },
  ...(cookies.length === 0 ? {} : { cookies: [...cookies] }),
})

/** Sends whoever asks to the right address of the same thing. */
export const movedForGood = (location: string): Reply => ({ statusCode: 308, headers: { location } })

/** Something to download under a name. */
export const file = (body: string, contentType: string, filename: string): Reply => ({
  statusCode: 200,
  headers: { 'content-type': contentType, 'content-disposition': `attachment; filename="${filename}"` },
  body,
})

/** A table for download. */
export const csvFile = (body: string, filename: string): Reply => file(body, 'text/csv; charset=utf-8', filename)

export const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** The same for spreadsheets, in their own format. */
export const workbookFile = (body: Buffer, filename: string): Reply => ({
  ...file(body.toString('base64'), workbookType, filename),
  isBase64Encoded: true,
})

/**
 * A calendar to subscribe to, with its ETag; a client that already has it gets an empty answer (RFC 9110 §13.1.2).
 * `cacheControl` says who may cache it, and for how long.
 */
export const calendarFeed = (feed: Entity, ifNoneMatch: string | undefined, cacheControl: string): Reply => {
  // The content does not depend on the reader's language.
  const headers = { etag: feed.etag, 'cache-control': cacheControl, vary: 'Accept-Encoding' }
  return hasEntity(feed.etag, ifNoneMatch)
    ? { statusCode: 304, headers }
    : { statusCode: 200, headers: { ...headers, 'content-type': 'text/calendar; charset=utf-8' }, body: feed.text }
}

/** A calendar file for download. */
export const calendarFile = (calendar: string, filename: string): Reply => file(calendar, 'text/calendar; charset=utf-8', filename)
