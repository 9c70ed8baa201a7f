import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import * as z from 'zod'
import type { Language } from '../domain/basics/language.ts'
import type { Instant } from '../domain/basics/wall-time.ts'
import type { Staff } from '../domain/who-may.ts'
import type { Html } from '../site/html.ts'
import type { ErrorModel, PageContext } from '../site/page-context.ts'

/** The page that says what went wrong; every function with pages has one. */
export type ErrorPage = (context: PageContext, model: ErrorModel) => Html

/** A request as pages and API operations see it. */
export interface Request {
  readonly now: Instant
  /** Names this request in the logs and on error pages. */
  readonly requestId: string
  /** Whether the answer is JSON for a machine rather than a page. */
  readonly api: boolean
  readonly language: Language
  /** What the views need to know about the reader. */
  readonly context: PageContext
  readonly errorPage: ErrorPage
  readonly query: URLSearchParams
  /** Text of the body, decoded. */
  readonly body: string
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly cookies: readonly string[]
  /** A parameter of the path, such as `slug`. */
  readonly parameter: (name: string) => string
}

/** A request by somebody who signed in, or by a machine with a token. */
export interface StaffRequest extends Request {
  readonly staff: Staff
}

/** The fields of a form that was sent. */
export const formOf = (request: Request): URLSearchParams => new URLSearchParams(request.body)

/** The fields of a form in either of HTML's encodings (multipart too); undefined when the body is none. */
export const sentFields = async ({ body, headers }: Request): Promise<FormData | undefined> => {
  try {
    return await new Response(body, { headers: { 'content-type': headers['content-type'] ?? '' } }).formData()
  } catch {
    return undefined
  }
}

/** The fields of a form as an object for a schema: empty ones left out, since browsers send them all. */
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

/** The JSON body of a request; undefined when it is not JSON. */
export const jsonOf = (request: Request): { readonly value: unknown } | undefined => {
  const parsed = jsonSchema.safeParse(request.body)
  return parsed.success ? { value: parsed.data } : undefined
}

export const bodyText = (event: APIGatewayProxyEventV2): string =>
  event.isBase64Encoded === true ? Buffer.from(event.body ?? '', 'base64').toString('utf8') : (event.body ?? '')
