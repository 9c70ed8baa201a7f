import type { FieldProblem } from '../domain/basics/field-problem.ts'
import type { Challenge } from '../domain/basics/proof-of-work.ts'
import { sayApiProblem } from '../texts/field-words.ts'
import type { Texts } from '../texts/texts.ts'
import type { Reply } from './reply.ts'

/** The kinds of fault, each with its status, that pages and the API distinguish. */
export const faults = {
  'malformed-body': 400,
  'not-signed-in': 401,
  'not-allowed': 403,
  'not-found': 404,
  'state-conflict': 409,
  gone: 410,
  'too-large': 413,
  invalid: 422,
  'too-many': 429,
  'proof-of-work': 429,
  internal: 500,
} as const
export type Fault = keyof typeof faults

/** What only some kinds of problem say. */
interface Extensions {
  readonly errors?: readonly FieldProblem[]
  /** The proof of work to solve. */
  readonly challenge?: Challenge
}

/** A problem in the API's form (RFC 9457). `detail` says what to do; `errors` names each field. */
export const problemReply = (texts: Texts, fault: Fault, detail: string, { errors = [], challenge }: Extensions = {}): Reply => ({
  statusCode: faults[fault],
  headers: { 'content-type': 'application/problem+json; charset=utf-8' },
  body: JSON.stringify({
    type: `/api/v1#${fault}`,
    title: texts.faults[fault],
    status: faults[fault],
    detail,
    ...(challenge === undefined ? {} : { challenge }),
    ...(errors.length === 0
      ? {}
      : { errors: errors.map((problem) => ({ field: problem.field, code: problem.code, message: sayApiProblem(texts, problem) })) }),
  }),
})
