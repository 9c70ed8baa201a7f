import type * as z from 'zod'

/** What can be wrong with a field; the texts say it in the reader's language (`texts.problems`). */
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
  'domain',
  'mail-domain',
  'personal-key-needed',
  'personal-key',
  'url',
  'wall-time',
  'wall-time-skipped',
  'wall-time-twice',
  'publish-time-twice',
  'published-after-end',
  'dates-over-by-then',
  'nothing-moves',
  'time-zone',
  'too-early',
  'too-far-ahead',
  'end-before-start',
  'event-too-long',
  'session-outside-event',
  'in-the-past',
  'opens-after-close',
  'closes-after-end',
  'holds-without-capacity',
  'holds-exceed-capacity',
  'no-such-session',
  'session-full',
  'in-person-full',
  'online-full',
  'below-given',
  'calendars-must-follow',
  'too-many-dates',
  'too-many-templates',
  'too-many-links',
  'too-many-calendars',
  'too-many-files',
  'file-not-sent',
  'file-name',
  'file-ending',
  'file-content',
  'file-programs',
  'picture-too-large',
  'calendar-known',
  'https-address',
  'name-taken',
  'no-such-event',
  'no-date-left',
  'one-of-two',
  'sessions-overlap',
  'country',
  'consent',
  'own-address',
  'no-such-colleague',
  'organises-already',
  'speaks-already',
  'name',
  'unknown-field',
  'too-few-choices',
  'duplicate',
  'condition',
  'max-below-min',
  'day',
  'day-outside',
  'after-the-end',
  'duration',
  'invalid',
] as const
export type ProblemCode = (typeof problemCodes)[number]

/**
 * A problem with one field.
 * `field` is the path from the root of the input, joined by dots (`sessions.0.end`); empty for the whole input.
 * `limit` is the bound that was missed (characters, or the smallest or largest number allowed).
 * `options` are the allowed values of a choice.
 */
export interface FieldProblem {
  readonly field: string
  readonly code: ProblemCode
  readonly limit?: number
  /** The limit counts the items of a list rather than characters. */
  readonly items?: boolean
  readonly options?: readonly string[]
}

const isProblemCode = (code: string): code is ProblemCode => problemCodes.some((known) => known === code)

type Finding = Omit<FieldProblem, 'field'>

const tooSmall = (issue: z.core.$ZodIssueTooSmall): Finding => {
  const limit = Number(issue.minimum)
  if (issue.origin === 'array') return { code: 'too-few-choices', limit }
  if (issue.origin !== 'string') return { code: 'too-small', limit }
  return limit === 1 ? { code: 'required' } : { code: 'too-short', limit }
}

const tooBig = (issue: z.core.$ZodIssueTooBig): Finding => {
  const limit = Number(issue.maximum)
  if (issue.origin === 'array') return { code: 'too-long', limit, items: true }
  return { code: issue.origin === 'string' ? 'too-long' : 'too-big', limit }
}

const wrongType = (issue: z.core.$ZodIssueInvalidType): Finding => {
  if (issue.input === undefined || issue.input === null) return { code: 'required' }
  if (issue.expected === 'string') return { code: 'not-text' }
  return { code: issue.expected === 'number' || issue.expected === 'int' ? 'not-a-number' : 'invalid' }
}

const ownCode = (message: string): ProblemCode => (isProblemCode(message) ? message : 'invalid')

const findingOf = (issue: z.core.$ZodIssue): Finding => {
  switch (issue.code) {
    case 'too_small':
      return tooSmall(issue)
    case 'too_big':
      return tooBig(issue)
    case 'invalid_type':
      return wrongType(issue)
    case 'invalid_value':
      return isProblemCode(issue.message)
        ? { code: issue.message }
        : { code: issue.input === undefined ? 'required' : 'not-one-of', options: issue.values.map(String) }
    case 'invalid_format':
      return { code: issue.format === 'url' ? 'url' : ownCode(issue.message) }
    case 'unrecognized_keys':
      return { code: 'unknown-field' }
    case 'custom': {
      const limit: unknown = issue.params?.['limit']
      return { code: ownCode(issue.message), ...(typeof limit === 'number' ? { limit } : {}) }
    }
    default:
      return { code: ownCode(issue.message) }
  }
}

/** The rest is not reported: it shows once these are corrected. */
const mostProblems = 50

/**
 * The problems of a failed parse, one per field, in field order; the first fifty.
 * Schemas give a `ProblemCode` as the message of their own refinements, and a bound as `params.limit`.
 * Parse with `reportInput: true` so that "missing" and "wrong" can be told apart.
 */
export const fieldProblems = (error: z.core.$ZodError): readonly FieldProblem[] => {
  const found = new Map<string, FieldProblem>()
  for (const issue of error.issues) {
    const paths = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path]
    for (const path of paths) {
      const field = path.join('.')
      if (!found.has(field)) found.set(field, { field, ...findingOf(issue) })
      if (found.size === mostProblems) return [...found.values()]
    }
  }
  return [...found.values()]
}

/** Problems with more about other fields. */
export const withMore = (problems: readonly FieldProblem[], more: readonly FieldProblem[]): readonly FieldProblem[] => [
  ...problems,
  ...more.filter(({ field }) => !problems.some((problem) => problem.field === field)),
]
