import type * as z from 'zod'
import { check } from '../domain/basics/check.ts'
import { refuse, refuseFields } from './refusal.ts'
import type { Reply } from './reply.ts'
import { jsonOf, type Request } from './request.ts'

/** Runs an API operation whose body can be left out, with an empty object in its place. */
export const withOptionalBody = <Value>(
  request: Request,
  schema: z.ZodType<Value>,
  run: (value: Value) => Promise<Reply> | Reply,
): Promise<Reply> => withBody(request.body.trim() === '' ? { ...request, body: '{}' } : request, schema, run)

/** Runs an API operation with its body, whatever it says. */
export const withJson = async (request: Request, run: (value: unknown) => Promise<Reply> | Reply): Promise<Reply> => {
  const body = jsonOf(request)
  return body === undefined ? refuse(request, 'malformed-body', 'json') : run(body.value)
}

/** Runs an API operation with its checked body, or reports what is wrong with it. */
export const withBody = <Value>(
  request: Request,
  schema: z.ZodType<Value>,
  run: (value: Value) => Promise<Reply> | Reply,
): Promise<Reply> =>
  withJson(request, (value) => {
    const checked = check(schema, value)
    return checked.ok ? run(checked.value) : refuseFields(request, checked.problems)
  })
