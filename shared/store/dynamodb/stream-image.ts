import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import type { AttributeValue as StreamedValue } from 'aws-lambda'
import * as z from 'zod'

// Streams have bytes as text, unlike the SDK; nothing here is stored as bytes, and all else looks the same.
const imageSchema = z.record(
  z.string(),
  z.custom<AttributeValue>((value) => typeof value === 'object' && value !== null),
)

/** An item as streams, and conditions that did not hold, tell of it: as a plain object, to be parsed by a schema. */
export const plainImage = (image: Readonly<Record<string, AttributeValue | StreamedValue>> = {}): Record<string, unknown> =>
  unmarshall(imageSchema.parse(image))
