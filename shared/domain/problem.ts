import type * as z from 'zod'

/** What can be wrong with one field; the texts catalogue says it in the reader's language (`texts.problems`). */
export const problemCodes = [
  'required',
  'too-short',
  'too-long',
  'too-small',
  'too-big',
  'not-a-number',
  'not-one-of',
  'not-text',
  'control-characters',
  'email',
  'url',
  'wall-time',
  'wall-time-skipped',
  'time-zone',
  'end-before-start',
  'session-outside-event',
  'in-the-past',
  'country',
  'consent',
  'unknown-field',
  'join-url-or-venue',
  'too-few-choices',
  'invalid',
] as const
export type ProblemCode = (typeof problemCodes)[number]

/**
 * One thing that is wrong with one field.
 * `field` is the path from the root of the input, joined by dots (`sessions.0.end`); empty for the whole input.
 * `limit` is the bound that was missed (characters, or the smallest or largest number allowed).
 * `options` are the allowed values of a choice.
 */
export interface FieldProblem {
  readonly field: string
  readonly code: ProblemCode
  readonly limit?: number
  readonly options?: readonly string[]
}

const isProblemCode = (code: string): code is ProblemCode => problemCodes.some((known) => known === code)

const codeOf = (issue: z.core.$ZodIssue): Omit<FieldProblem, 'field'> => {
  switch (issue.code) {
    case 'too_small': {
      const limit = Number(issue.minimum)
      if (issue.origin === 'string') return limit === 1 ? { code: 'required' } : { code: 'too-short', limit }
      return issue.origin === 'array' ? { code: 'too-few-choices', limit } : { code: 'too-small', limit }
    }
    case 'too_big':
      return { code: issue.origin === 'string' || issue.origin === 'array' ? 'too-long' : 'too-big', limit: Number(issue.maximum) }
    case 'invalid_type':
      if (issue.input === undefined || issue.input === null) return { code: 'required' }
      return {
        code:
          issue.expected === 'number' || issue.expected === 'int' ? 'not-a-number' : issue.expected === 'string' ? 'not-text' : 'invalid',
      }
    case 'invalid_value':
      return { code: issue.input === undefined ? 'required' : 'not-one-of', options: issue.values.map(String) }
    case 'invalid_format':
      return {
        code:
          issue.format === 'email' ? 'email' : issue.format === 'url' ? 'url' : isProblemCode(issue.message) ? issue.message : 'invalid',
      }
    case 'unrecognized_keys':
      return { code: 'unknown-field' }
    default:
      return { code: isProblemCode(issue.message) ? issue.message : 'invalid' }
  }
}

/**
 * The problems of a failed parse, one a field, in the order of the fields.
 * Schemas give a `ProblemCode` as the message of their own refinements.
 * Parse with `reportInput: true` so that "missing" and "wrong" can be told apart.
 */
export const fieldProblems = (error: z.core.$ZodError): readonly FieldProblem[] => {
  const found = error.issues.flatMap((issue): FieldProblem[] => {
    const paths = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path]
    return paths.map((path) => ({ field: path.join('.'), ...codeOf(issue) }))
  })
  return found.filter((problem, index) => found.findIndex((other) => other.field === problem.field) === index)
}
