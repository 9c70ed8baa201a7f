import type * as z from 'zod'
import { type FieldProblem, fieldProblems } from '../domain/problem.ts'
import { refuse, refuseFields } from './refusal.ts'
import type { Reply } from './reply.ts'
import { jsonOf, type Request } from './request.ts'

export type Checked<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] }

/** A value checked by its schema: the clean value, or what is wrong with which field. */
export const check = <Value>(schema: z.ZodType<Value>, value: unknown): Checked<Value> => {
  const parsed = schema.safeParse(value, { reportInput: true })
  return parsed.success ? { ok: true, value: parsed.data } : { ok: false, problems: fieldProblems(parsed.error) }
}

/** Runs an API operation with its checked body, or says what is wrong with it. */
export const withBody = async <Value>(
  request: Request,
  schema: z.ZodType<Value>,
  run: (value: Value) => Promise<Reply> | Reply,
): Promise<Reply> => {
  const body = jsonOf(request)
  if (body === undefined) return refuse(request, 'malformed-body', 'json')
  const checked = check(schema, body.value)
  return checked.ok ? run(checked.value) : refuseFields(request, checked.problems)
}
