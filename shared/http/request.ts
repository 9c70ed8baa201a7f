import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import * as z from 'zod'
import type { Language } from '../domain/basics/language.ts'
import type { Instant } from '../domain/basics/wall-time.ts'
import type { Staff } from '../domain/who-may.ts'
import type { Html } from '../site/html.ts'
import type { ErrorModel, PageContext } from '../site/page-context.ts'
import type { ClientNetworks } from './client-address.ts'

/** The page that shows what went wrong; every function with pages has one. */
export type ErrorPage = (context: PageContext, model: ErrorModel) => Html

/** A request as pages and API operations see it. */
export interface Request {
  readonly now: Instant
  /** Identifies this request in the logs and on error pages. */
  readonly requestId: string
  /** Whether the answer is JSON for a machine rather than a page. */
  readonly api: boolean
  readonly language: Language
  /** What views need to know about the reader. */
  readonly context: PageContext
  readonly errorPage: ErrorPage
  readonly query: URLSearchParams
  /** The decoded text of the body. */
  readonly body: string
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly cookies: readonly string[]
  /** Where the request comes from. */
  readonly networks: ClientNetworks
  /** A path parameter, such as `slug`. */
  readonly parameter: (name: string) => string
}

/** A request by a signed-in person, or by a machine with a token. */
export interface StaffRequest extends Request {
  /** What they typed into this page's form before their session was lost, to be shown again. */
  readonly typed?: URLSearchParams
  readonly staff: Staff
}

/** The fields of a submitted form. */
export const formOf = (request: Request): URLSearchParams => new URLSearchParams(request.body)

/** The fields of a form in either HTML encoding (also multipart); undefined if the body is neither. */
export const sentFields = async ({ body, headers }: Request): Promise<FormData | undefined> => {
  try {
    return await new Response(body, { headers: { 'content-type': headers['content-type'] ?? '' } }).formData()
  } catch {
    return undefined
  }
}

/** A form's fields as an object for a schema, without the empty ones, since browsers send them all. */
export const filled = (form: URLSearchParams): Record<string, string> =>
  Object.fromEntries([...form].filter(([, value]) => value.trim() !== ''))

const jsonSchema = z.string().transform((text, ctx): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    ctx.addIssue('invalid')
    return z.NEVER
  }
})

/** The JSON body of a request; undefined if it is not JSON. */
export const jsonOf = (request: Request): { readonly value: unknown } | undefined => {
  const parsed = jsonSchema.safeParse(request.body)
  return parsed.success ? { value: parsed.data } : undefined
}

export const bodyText = (event: APIGatewayProxyEventV2): string =>
  event.isBase64Encoded === true ? Buffer.from(event.body ?? '', 'base64').toString('utf8') : (event.body ?? '')
