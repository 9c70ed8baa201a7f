import type * as z from 'zod'
import { type FieldProblem, fieldProblems } from './field-problem.ts'

export type Checked<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] }

/** The result of checking a value: the clean value, or which fields have which problems. */
export const check = <Value>(schema: z.ZodType<Value>, value: unknown): Checked<Value> => {
  const parsed = schema.safeParse(value, { reportInput: true })
  return parsed.success ? { ok: true, value: parsed.data } : { ok: false, problems: fieldProblems(parsed.error) }
}
