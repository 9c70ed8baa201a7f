import { randomBytes } from 'node:crypto'
import * as z from 'zod'
import type { Template } from '../../stacks/joined-template.ts'
import { localResources } from '../template/arns.ts'
import { region } from '../template/resolve.ts'
import { resourcesOf } from '../template/template.ts'

const ruleSchema = z.object({
  Rule: z.object({
    Enabled: z.boolean(),
    Recipients: z.array(z.string()),
    ScanEnabled: z.boolean(),
    Actions: z.array(z.strictObject({ S3Action: z.strictObject({ BucketName: z.string(), ObjectKeyPrefix: z.string() }) })),
  }),
})

/** Stores a mail where the template's receipt rules say. */
type PutMail = (bucket: string, key: string, bytes: Buffer) => void

/** The headers that SES puts before a mail it received (SES Developer Guide, "Email headers and receiving"). */
const headOf = (recipient: string, id: string, scanned: boolean): string =>
  [
    'Return-Path: <sender@local>',
    `Received: from local by inbound-smtp.${region}.amazonaws.com with SMTP id ${id}`,
    ` for ${recipient}; ${new Date().toUTCString()}`,
    ...(scanned ? ['X-SES-Spam-Verdict: PASS', 'X-SES-Virus-Verdict: PASS'] : []),
    '',
  ].join('\r\n')

/**
 * Plays SES for incoming mails. The mail is stored as the receipt rule for its recipient says; undefined if no rule matches.
 * Without a recipient it is for the first that a rule names. Returns the key of the object.
 */
export const createMailroom = (template: Template, put: PutMail) => {
  const rules = resourcesOf(template, 'AWS::SES::ReceiptRule', ruleSchema, localResources)
    .map(({ properties }) => properties.Rule)
    .filter(({ Enabled }) => Enabled)
  return (raw: Buffer, to?: string): string | undefined => {
    const recipient = (to ?? rules[0]?.Recipients[0] ?? '').toLowerCase()
    const rule = rules.find(({ Recipients }) => Recipients.some((each) => recipient === each || recipient.endsWith(`@${each}`)))
    if (rule === undefined) return undefined
    const id = randomBytes(20).toString('hex')
    const stored = Buffer.concat([Buffer.from(headOf(recipient, id, rule.ScanEnabled)), raw])
    for (const { S3Action } of rule.Actions) put(S3Action.BucketName, `${S3Action.ObjectKeyPrefix}${id}`, stored)
    return id
  }
}
export type Mailroom = ReturnType<typeof createMailroom>
