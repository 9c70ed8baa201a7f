import * as z from 'zod'

const notificationSchema = z.object({
  Records: z.array(z.object({ s3: z.object({ object: z.object({ key: z.string(), size: z.number().default(0) }) }) })).default([]),
})

/** SES writes such an object when a rule is created, to test its permission. */
const setupNotice = /(?:^|\/)AMAZON_SES_SETUP_NOTIFICATION$/

/** Keys are form-encoded: escaped, with `+` for spaces. */
const plainKey = (key: string): string => decodeURIComponent(key.replaceAll('+', ' '))

/** A mail stored by SES. */
export interface StoredMail {
  readonly key: string
  /** In bytes. */
  readonly size: number
}

/** The mails announced in a queue message; none in the message with which S3 tests the queue. Throws on anything not from S3. */
export const storedMails = (body: string): readonly StoredMail[] =>
  notificationSchema
    .parse(JSON.parse(body))
    .Records.map(({ s3 }) => ({ key: plainKey(s3.object.key), size: s3.object.size }))
    .filter(({ key }) => !setupNotice.test(key))
