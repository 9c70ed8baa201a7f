import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import type { AttributeValue as StreamedValue } from 'aws-lambda'
import * as z from 'zod'

// Streams give bytes as text, unlike the SDK. We store no bytes, and everything else is the same.
const imageSchema = z.record(
  z.string(),
  z.custom<AttributeValue>((value) => typeof value === 'object' && value !== null),
)

/** An item, as reported by streams and failed conditions, as a plain object to be parsed by a schema. */
export const plainImage = (image: Readonly<Record<string, AttributeValue | StreamedValue>> = {}): Record<string, unknown> =>
  unmarshall(imageSchema.parse(image))
