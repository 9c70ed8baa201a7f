import type { AttributeValue } from '@aws-sdk/client-dynamodb'

/** An item as DynamoDB stores it. */
export type Image = Readonly<Record<string, AttributeValue>>

/** A batch of one new item as Lambda delivers it from a table's stream; `sequence` is its position in the shard. */
export const streamEvent = ({ pk, sk, ...rest }: Image, sequence: number) => ({
  shardId: 'shardId-00000001',
  Records: [
    {
      eventID: String(sequence),
      eventName: 'INSERT',
      eventVersion: '1.1',
      eventSource: 'aws:dynamodb',
      awsRegion: 'eu-west-1',
      dynamodb: { Keys: { pk, sk }, NewImage: { pk, sk, ...rest }, SequenceNumber: String(sequence), SizeBytes: 500 },
    },
  ],
})

/** A message of a queue as Lambda delivers it. */
export const queueEvent = (body: unknown, place: number) => ({
  Records: [{ messageId: `message-${place}`, receiptHandle: 'handle', body: JSON.stringify(body), attributes: {}, messageAttributes: {} }],
})
