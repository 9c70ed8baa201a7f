import * as z from 'zod'

/** What a schema requires of one field, as far as a form control can express it. `maxLength` is in characters. */
export interface FieldRules {
  readonly required: boolean
  readonly maxLength?: number
  readonly min?: number
  readonly max?: number
}

type Schema = z.core.$ZodType

const childOf = (schema: Schema, key: string): Schema | undefined => {
  const inner = unwrapped(schema)
  if (inner instanceof z.ZodObject) return inner.shape[key]
  return inner instanceof z.ZodArray ? inner.element : undefined
}

const unwrapped = (schema: Schema): Schema =>
  schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault ? unwrapped(schema.unwrap()) : schema

const mayBeLeftOut = (schema: Schema): boolean =>
  schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault

const bounds = (schema: Schema): Omit<FieldRules, 'required'> => {
  const inner = unwrapped(schema)
  if (inner instanceof z.ZodString) return inner.maxLength === null ? {} : { maxLength: inner.maxLength }
  if (inner instanceof z.ZodNumber) {
    return { ...(inner.minValue === null ? {} : { min: inner.minValue }), ...(inner.maxValue === null ? {} : { max: inner.maxValue }) }
  }
  return inner instanceof z.ZodPipe ? { ...bounds(inner.in), ...bounds(inner.out) } : {}
}

/** The rules of the field at a path such as `sessions.0.title`, read from the schema that checks the form. */
export const fieldRules = (schema: Schema, field: string): FieldRules => {
  const found = field.split('.').reduce<Schema | undefined>((at, key) => (at === undefined ? undefined : childOf(at, key)), schema)
  return found === undefined ? { required: false } : { required: !mayBeLeftOut(found), ...bounds(found) }
}
