import type { _Record, AttributeValue } from '@aws-sdk/client-dynamodb-streams'
import { region } from '../template/resolve.ts'

const toBase64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')

/** An attribute in an event's JSON form: binary values in base64. */
const attribute = (value: AttributeValue): unknown => {
  if (value.B !== undefined) return { B: toBase64(value.B) }
  if (value.BS !== undefined) return { BS: value.BS.map(toBase64) }
  if (value.L !== undefined) return { L: value.L.map(attribute) }
  return value.M === undefined ? value : { M: image(value.M) }
}

const image = (item: Record<string, AttributeValue>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(item).map(([name, value]) => [name, attribute(value)]))

/** A record of a table's stream in the form that Lambda delivers. */
export interface StreamRecord {
  readonly eventID: string
  readonly eventName: string
  readonly eventVersion: string
  readonly eventSource: 'aws:dynamodb'
  readonly awsRegion: string
  readonly eventSourceARN: string
  readonly dynamodb: {
    /** Seconds since 1970. */
    readonly ApproximateCreationDateTime: number
    readonly Keys: Readonly<Record<string, unknown>>
    readonly NewImage?: Readonly<Record<string, unknown>>
    readonly OldImage?: Readonly<Record<string, unknown>>
    readonly SequenceNumber: string
    readonly SizeBytes: number
    readonly StreamViewType: string
  }
}

export const streamRecord = (record: _Record, eventSourceARN: string): StreamRecord => {
  const { Keys = {}, NewImage, OldImage, SequenceNumber = '', SizeBytes = 0, StreamViewType = '' } = record.dynamodb ?? {}
  return {
    eventID: record.eventID ?? '',
    eventName: record.eventName ?? '',
    eventVersion: record.eventVersion ?? '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: region,
    eventSourceARN,
    dynamodb: {
      // By the settable clock: the database only knows the machine's time.
      ApproximateCreationDateTime: Math.floor(Date.now() / 1000),
      Keys: image(Keys),
      ...(NewImage === undefined ? {} : { NewImage: image(NewImage) }),
      ...(OldImage === undefined ? {} : { OldImage: image(OldImage) }),
      SequenceNumber,
      SizeBytes,
      StreamViewType,
    },
  }
}
