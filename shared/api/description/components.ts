import * as z from 'zod'
import { requests, responses, shared } from './names.ts'

/** A JSON Schema as it appears in the document. */
export type JsonSchema = z.core.JSONSchema.BaseSchema

type Named = Readonly<Record<string, readonly [schema: z.ZodType, description: string]>>

type Io = 'input' | 'output'

const mayGrow = ({ def }: z.core.$ZodTypes['_zod']): boolean => def.type === 'object' && def.catchall === undefined

/** States defaults in prose: client generators treat a field with a `default` as required in every request. */
const sayDefault = (jsonSchema: JsonSchema): void => {
  const { default: value, description } = jsonSchema
  delete jsonSchema.default
  // Empty lists and unticked boxes go without saying.
  const text = Array.isArray(value) ? value.join(', ') : typeof value === 'string' || typeof value === 'number' ? String(value) : ''
  if (text === '') return
  jsonSchema.description = `${description === undefined ? '' : `${description}. `}Default: ${text}`
}

/** Drops what zod adds beyond what a reader of the document needs. */
const tidy =
  (io: Io) =>
  ({ zodSchema, jsonSchema }: { readonly zodSchema: z.core.$ZodTypes; readonly jsonSchema: JsonSchema }): void => {
    if (io === 'input') {
      sayDefault(jsonSchema)
      return
    }
    // Answers may gain fields later, and their values are always present rather than defaulted.
    if (mayGrow(zodSchema._zod)) delete jsonSchema.additionalProperties
    delete jsonSchema.default
    if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum
    if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum
  }

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

/** Removes what a format or a reference already says. */
const prune = (value: unknown): void => {
  if (!isObject(value)) return
  if (value['format'] === 'date-time' || value['format'] === 'date' || '$ref' in value) delete value['pattern']
  if (isObject(value['additionalProperties'])) delete value['propertyNames']
  for (const inner of Object.values(value)) prune(inner)
}

const reference = (name: string): string => `#/components/schemas/${name}`

const convert = (named: Named, io: Io): Readonly<Record<string, JsonSchema>> => {
  const registry = z.registry<{ id: string }>()
  for (const [id, [schema]] of Object.entries(named)) registry.add(schema, { id })
  const { schemas } = z.toJSONSchema(registry, {
    io,
    target: 'draft-2020-12',
    unrepresentable: 'any',
    uri: reference,
    override: tidy(io),
  })
  prune(schemas)
  return Object.fromEntries(
    Object.entries(schemas).map(([id, { $schema: _, $id: __, ...schema }]) => [id, { ...schema, description: named[id]?.[1] ?? '' }]),
  )
}

/** The document's named schemas. Those shared by requests and answers must be identical in both. */
export const namedSchemas = (): Readonly<Record<string, JsonSchema>> => {
  const inputs = convert({ ...shared, ...requests }, 'input')
  const outputs = convert({ ...shared, ...responses }, 'output')
  for (const name of Object.keys(shared)) {
    if (JSON.stringify(inputs[name]) !== JSON.stringify(outputs[name])) throw new Error(`${name} is not the same in requests and answers`)
  }
  return { ...inputs, ...outputs }
}

const nameIn = (named: Named, schema: z.ZodType): string | undefined => Object.entries(named).find(([, [each]]) => each === schema)?.[0]

/** The reference to a named body. */
export const referenceTo = (schema: z.ZodType, io: Io): { readonly $ref: string } => {
  const name = nameIn(io === 'input' ? requests : responses, schema)
  if (name === undefined) throw new Error('a body has no name in the description of the API')
  return { $ref: reference(name) }
}

/** The schema of a parameter. */
export const parameterSchema = (schema: z.ZodType): JsonSchema => {
  const { $schema: _, ...plain } = z.toJSONSchema(schema, { io: 'input', target: 'draft-2020-12', unrepresentable: 'any' })
  return plain
}
