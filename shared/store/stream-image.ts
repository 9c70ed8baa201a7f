import type { AttributeValue } from 'aws-lambda'

const plainValue = (value: AttributeValue): unknown => {
  if (value.S !== undefined) return value.S
  if (value.N !== undefined) return Number(value.N)
  if (value.BOOL !== undefined) return value.BOOL
  if (value.L !== undefined) return value.L.map(plainValue)
  return value.M === undefined ? null : plainImage(value.M)
}

/** The item of a stream record as a plain object, to be parsed by a schema. */
export const plainImage = (image: Readonly<Record<string, AttributeValue>> = {}): Record<string, unknown> =>
  Object.fromEntries(Object.entries(image).map(([name, value]) => [name, plainValue(value)]))
