import * as z from 'zod'

const notificationSchema = z.object({
  Records: z.array(z.object({ s3: z.object({ object: z.object({ key: z.string(), eTag: z.string() }) }) })).default([]),
})

/** A file that a browser sent to the bucket. */
export interface SentFile {
  readonly key: string
  /** Stands for its content. */
  readonly etag: string
}

/** The files announced in a queue message; none in the message with which S3 tests the queue. Throws on anything not from S3. */
export const sentFiles = (body: string): readonly SentFile[] =>
  notificationSchema.parse(JSON.parse(body)).Records.map(({ s3: { object } }) => ({
    // Form-encoded: escaped, with `+` for spaces.
    key: decodeURIComponent(object.key.replaceAll('+', ' ')),
    etag: object.eTag,
  }))
