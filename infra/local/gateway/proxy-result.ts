import * as z from 'zod'

/** An HTTP answer ready to be written. */
export interface HttpAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly cookies: readonly string[]
  readonly body: Buffer
}

const resultSchema = z.object({
  statusCode: z.coerce.number().int().min(100).max(599),
  headers: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]).transform(String)).nullish(),
  cookies: z.array(z.string()).nullish(),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().nullish(),
})

export const jsonAnswer = (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): HttpAnswer => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  cookies: [],
  body: Buffer.from(JSON.stringify(body)),
})

/** API Gateway's answer if the function failed or returned an invalid result. */
export const internalServerError: HttpAnswer = jsonAnswer(500, { message: 'Internal Server Error' })

const lowerCase = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))

/**
 * The HTTP answer that API Gateway makes from a function's result (payload format 2.0).
 * Without a `statusCode` the whole result is the body, as JSON; an invalid result is a server error.
 */
export const proxyAnswer = (result: unknown): HttpAnswer => {
  if (typeof result === 'string') return { ...jsonAnswer(200, ''), body: Buffer.from(result) }
  if (typeof result !== 'object' || result === null || !('statusCode' in result)) return jsonAnswer(200, result)
  const parsed = resultSchema.safeParse(result)
  if (!parsed.success) return internalServerError
  const { statusCode, headers, cookies, body, isBase64Encoded } = parsed.data
  return {
    status: statusCode,
    headers: { 'content-type': 'text/plain;charset=UTF-8', ...lowerCase(headers ?? {}) },
    cookies: cookies ?? [],
    body: Buffer.from(body ?? '', isBase64Encoded ? 'base64' : 'utf8'),
  }
}
