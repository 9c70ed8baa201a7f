import type { Formats } from '../../../shared/texts/formats.ts'
import type { Texts } from '../../../shared/texts/texts.ts'
import { type JsonSchema, nameIn } from './openapi-document.ts'

/** A field of a body in words. `name` is its path: `sessions[].title`. */
export interface SchemaField {
  readonly name: string
  readonly required: boolean
  readonly type: string
  /** The document's own description. */
  readonly description: string | undefined
  /** Format, bounds and default, in the reader's language. */
  readonly limits: string
  /** The body of another operation that the field contains, described there. */
  readonly elsewhere?: JsonSchema
}

/** The schemas of a document that `$ref` can name. */
export type NamedSchemas = Readonly<Record<string, JsonSchema>>

/** A schema with its reference resolved; what is said beside the reference wins. */
const resolved = ({ $ref, ...schema }: JsonSchema, named: NamedSchemas): JsonSchema =>
  $ref === undefined ? schema : { ...named[nameIn({ $ref })], ...schema }

const typeName = (texts: Texts, type: string): string => {
  const names: Readonly<Record<string, string>> = texts.apiPage.types
  return names[type] ?? type
}

/** The type of a schema in words. */
export const schemaType = (texts: Texts, given: JsonSchema, named: NamedSchemas): string => {
  const { apiPage } = texts
  const schema = resolved(given, named)
  const alternatives = schema.anyOf ?? schema.oneOf
  if (alternatives !== undefined) return [...new Set(alternatives.map((each) => schemaType(texts, each, named)))].join(' / ')
  if (schema.enum !== undefined) return apiPage.oneOf({ values: schema.enum.map(String).join(', ') })
  if (schema.const !== undefined) return String(schema.const)
  if (schema.items !== undefined) return apiPage.listOf({ type: schemaType(texts, schema.items, named) })
  const types = typeof schema.type === 'string' ? [schema.type] : (schema.type ?? [])
  return types.length === 0 ? apiPage.anything : types.map((type) => typeName(texts, type)).join(' / ')
}

const isTold = (bound: number | undefined): bound is number => bound !== undefined && Math.abs(bound) < Number.MAX_SAFE_INTEGER

/** What a schema says beyond its type: format, bounds and default. */
export const schemaLimits = (texts: Texts, formats: Formats, schema: JsonSchema): string => {
  const { apiPage } = texts
  const { minimum, maximum, maxLength, format, default: otherwise } = schema
  const plain = typeof otherwise === 'string' || typeof otherwise === 'number' || typeof otherwise === 'boolean'
  const parts = [
    ...(format === undefined ? [] : [format]),
    ...(isTold(minimum) ? [apiPage.atLeast({ limit: formats.number(minimum) })] : []),
    ...(isTold(maximum) ? [apiPage.atMost({ limit: formats.number(maximum) })] : []),
    ...(maxLength === undefined ? [] : [apiPage.charactersAtMost({ limit: maxLength })]),
    ...(plain ? [apiPage.defaultValue({ value: String(otherwise) })] : []),
  ]
  return parts.join('; ')
}

/** The fields of an object; with alternatives, the fields of all, required if every alternative requires them. */
const objectOf = (schema: JsonSchema): Pick<JsonSchema, 'properties' | 'required'> => {
  const kinds = schema.oneOf ?? []
  if (kinds.length === 0) return schema
  const all = kinds.flatMap(({ properties = {} }) => Object.entries(properties))
  const together = Object.entries(Object.groupBy(all, ([name]) => name)).map(([name, found = []]): [string, JsonSchema] => {
    const values = [...new Set(found.flatMap(([, { const: value }]) => (value === undefined ? [] : [value])))]
    return [name, values.length > 1 ? { enum: values } : (found[0]?.[1] ?? {})]
  })
  const required = together.map(([name]) => name).filter((name) => kinds.every((kind) => kind.required?.includes(name)))
  return { properties: Object.fromEntries(together), required }
}

/** What is needed to describe fields. `isElsewhere` tells whether a body is described in another place. */
interface Telling {
  readonly texts: Texts
  readonly formats: Formats
  readonly named: NamedSchemas
  readonly isElsewhere: (schema: JsonSchema) => boolean
}

/** The fields of an object; those of nested objects and lists follow their parent. */
export const schemaFields = (telling: Telling, given: JsonSchema, prefix = ''): readonly SchemaField[] => {
  const { texts, formats, named, isElsewhere } = telling
  const { properties = {}, required = [] } = objectOf(resolved(given, named))
  return Object.entries(properties).flatMap(([key, property]) => {
    const schema = resolved(property, named)
    const field = {
      name: prefix + key,
      required: required.includes(key) && schema.default === undefined,
      type: schemaType(texts, schema, named),
      description: schema.description,
      limits: schemaLimits(texts, formats, schema),
    }
    const [inner, mark] = schema.items === undefined ? [property, '.'] : [schema.items, '[].']
    const elsewhere = { $ref: inner.$ref }
    if (isElsewhere(elsewhere)) return [{ ...field, elsewhere }]
    return [field, ...schemaFields(telling, inner, `${prefix}${key}${mark}`)]
  })
}
