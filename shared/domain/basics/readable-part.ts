import type * as z from 'zod'

const within = (path: readonly PropertyKey[], key: PropertyKey): readonly PropertyKey[] => [...path, key]
const nameOf = (path: readonly PropertyKey[]): string => JSON.stringify(path.map(String))

const without = (wrong: ReadonlySet<string>, value: unknown, path: readonly PropertyKey[] = []): unknown => {
  const isKept = (key: PropertyKey): boolean => !wrong.has(nameOf(within(path, key)))
  if (Array.isArray(value))
    return value.flatMap((each: unknown, index) => (isKept(index) ? [without(wrong, each, within(path, index))] : []))
  if (typeof value !== 'object' || value === null) return value
  const kept = Object.entries(value).filter(([name]) => isKept(name))
  return Object.fromEntries(kept.map(([name, each]) => [name, without(wrong, each, within(path, name))]))
}

/**
 * What of an input can be read although something else in it is wrong, so that rules about the whole are checked and told together with
 * what is wrong with its parts. Undefined if nothing that fits the schema remains: pass one whose fields are optional.
 */
export const readablePart = <Value>(schema: z.ZodType<Value>, input: unknown): Value | undefined => {
  const parsed = schema.safeParse(input)
  if (parsed.success) return parsed.data
  const paths = parsed.error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys' ? issue.keys.map((key) => within(issue.path, key)) : [issue.path],
  )
  return schema.safeParse(without(new Set(paths.map(nameOf)), input)).data
}
