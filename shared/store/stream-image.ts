/** A value as DynamoDB sends it, in streams and with conditions that did not hold; of the kinds that this service stores. */
interface AttributeValue {
  readonly S?: string | undefined
  readonly N?: string | undefined
  readonly BOOL?: boolean | undefined
  readonly L?: readonly AttributeValue[] | undefined
  readonly M?: Readonly<Record<string, AttributeValue>> | undefined
}

const plainValue = (value: AttributeValue): unknown => {
  if (value.S !== undefined) return value.S
  if (value.N !== undefined) return Number(value.N)
  if (value.BOOL !== undefined) return value.BOOL
  if (value.L !== undefined) return value.L.map(plainValue)
  return value.M === undefined ? null : plainImage(value.M)
}

/** An item as DynamoDB sends it as a plain object, to be parsed by a schema. */
export const plainImage = (image: Readonly<Record<string, AttributeValue>> = {}): Record<string, unknown> =>
  Object.fromEntries(Object.entries(image).map(([name, value]) => [name, plainValue(value)]))
