import * as z from 'zod'

/** Whether a record passes a filter. */
export type Filter = (record: unknown) => boolean

type Rule = (value: unknown) => boolean

const plain = z.union([z.string(), z.number(), z.boolean(), z.null()])
const plainOrList = z.union([plain.transform((only) => [only]), z.array(plain)])

const startsWith =
  (prefix: string): Rule =>
  (value) =>
    typeof value === 'string' && value.startsWith(prefix)

const operatorSchema = z.union([
  z.strictObject({ prefix: z.string() }).transform(({ prefix }) => startsWith(prefix)),
  z.strictObject({ suffix: z.string() }).transform(
    ({ suffix }): Rule =>
      (value) =>
        typeof value === 'string' && value.endsWith(suffix),
  ),
  z.strictObject({ exists: z.boolean() }).transform(
    ({ exists }): Rule =>
      (value) =>
        (value !== undefined) === exists,
  ),
  z.strictObject({ 'anything-but': z.strictObject({ prefix: z.string() }) }).transform(
    ({ 'anything-but': { prefix } }): Rule =>
      (value) =>
        value !== undefined && !startsWith(prefix)(value),
  ),
  z.strictObject({ 'anything-but': plainOrList }).transform(
    ({ 'anything-but': values }): Rule =>
      (value) =>
        value !== undefined && !values.some((each) => each === value),
  ),
  plain.transform(
    (expected): Rule =>
      (value) =>
        value === expected,
  ),
])

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined

const compile = (pattern: unknown): Rule => {
  if (Array.isArray(pattern)) {
    const rules = pattern.map((each) => operatorSchema.parse(each))
    // A list matches if one of its members does.
    return (value) => rules.some((rule) => (Array.isArray(value) ? value.some(rule) : rule(value)))
  }
  const members = Object.entries(z.record(z.string(), z.unknown()).parse(pattern)).map(([name, inner]) => {
    // Operators such as `$or` are unsupported; treating one as a name would let everything through.
    if (name.startsWith('$')) throw new Error(`The local run does not know the filter operator ${name}.`)
    return [name, compile(inner)] as const
  })
  return (value) => members.every(([name, rule]) => rule(memberOf(value, name)))
}

/**
 * A filter of an event source mapping or event-bus rule: a record passes if any pattern (JSON) matches, or if there are none.
 * Supports exact values, `prefix`, `suffix`, `exists` and `anything-but`; throws on anything else.
 */
export const createFilter = (patterns: readonly string[]): Filter => {
  const rules = patterns.map((pattern) => compile(JSON.parse(pattern)))
  return (record) => rules.length === 0 || rules.some((rule) => rule(record))
}
