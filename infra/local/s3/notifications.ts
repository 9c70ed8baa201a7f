import { createHash } from 'node:crypto'
import * as z from 'zod'
import type { Template } from '../../stacks/joined-template.ts'
import { localResources, logicalIdOf } from '../template/arns.ts'
import { region } from '../template/resolve.ts'
import { resourcesOf } from '../template/template.ts'

const bucketSchema = z.object({
  NotificationConfiguration: z
    .strictObject({
      QueueConfigurations: z.array(
        z.strictObject({
          Event: z.literal('s3:ObjectCreated:*'),
          Queue: z.string(),
          Filter: z.strictObject({
            S3Key: z.strictObject({ Rules: z.array(z.strictObject({ Name: z.literal('prefix'), Value: z.string() })) }),
          }),
        }),
      ),
    })
    .optional(),
})

/** An object that has just been stored. */
export interface CreatedObject {
  readonly bucket: string
  readonly key: string
  readonly size: number
  readonly etag: string
}

/** Keys are form-encoded: escaped, with `+` for spaces. */
const escapedKey = (key: string): string => encodeURIComponent(key).replaceAll('%2F', '/').replaceAll('%20', '+')

/** S3's message about a new object (Amazon S3 User Guide, "Event message structure"); only the parts a function might need. */
const messageOf = ({ bucket, key, size, etag }: CreatedObject): string =>
  JSON.stringify({
    Records: [
      {
        eventVersion: '2.1',
        eventSource: 'aws:s3',
        awsRegion: region,
        eventTime: new Date().toISOString(),
        eventName: 'ObjectCreated:Put',
        s3: {
          s3SchemaVersion: '1.0',
          bucket: { name: bucket, arn: `arn:aws:s3:::${bucket}` },
          object: { key: escapedKey(key), size, eTag: etag, sequencer: createHash('md5').update(key).digest('hex') },
        },
      },
    ],
  })

/** Notifies queues of new objects, as configured on the template's buckets. */
export const objectNotifications = (template: Template, send: (queue: string, body: string) => void) => {
  const wanted = resourcesOf(template, 'AWS::S3::Bucket', bucketSchema, localResources).flatMap(({ logicalId, properties }) =>
    (properties.NotificationConfiguration?.QueueConfigurations ?? []).map(({ Queue, Filter }) => ({
      bucket: logicalId,
      queue: logicalIdOf(Queue),
      prefixes: Filter.S3Key.Rules.map(({ Value }) => Value),
    })),
  )
  return (created: CreatedObject): void => {
    for (const { bucket, queue, prefixes } of wanted)
      if (bucket === created.bucket && prefixes.every((prefix) => created.key.startsWith(prefix))) send(queue, messageOf(created))
  }
}
