import * as z from 'zod'

const notificationSchema = z.object({
  Records: z.array(z.object({ s3: z.object({ object: z.object({ key: z.string(), size: z.number().default(0) }) }) })).default([]),
})

/** SES writes such an object when a rule is made, to see whether it may. */
const setupNotice = /(?:^|\/)AMAZON_SES_SETUP_NOTIFICATION$/

/** Keys come as in a form: escaped, blanks as `+`. */
const plainKey = (key: string): string => decodeURIComponent(key.replaceAll('+', ' '))

/** A mail that SES has stored. */
export interface StoredMail {
  readonly key: string
  /** In bytes. */
  readonly size: number
}

/** The mails that a message of the queue tells of; none in the message by which S3 tries the queue. Throws on what is not from S3. */
export const storedMails = (body: string): readonly StoredMail[] =>
  notificationSchema
    .parse(JSON.parse(body))
    .Records.map(({ s3 }) => ({ key: plainKey(s3.object.key), size: s3.object.size }))
    .filter(({ key }) => !setupNotice.test(key))
