import * as z from 'zod'
import { network } from '../shared/domain/basics/network.ts'

const flag = z.union([z.boolean(), z.stringbool()])

const fromJson = (value: unknown): unknown => (typeof value === 'string' ? JSON.parse(value) : value)

/** What a deployment decides, from CDK context (`-c name=value` or `cdk.json`) or passed by whoever synthesises. */
export const configurationSchema = z.strictObject({
  /** Public address of the service, without a slash at the end. */
  siteUrl: z
    .url()
    .refine((url) => !url.endsWith('/'))
    .default(network.siteUrl),
  /** ARN of the certificate for the host of `siteUrl`, in the stack's region; without it the API has its own address only. */
  certificateArn: z.string().startsWith('arn:').optional(),
  /** An OpenID provider that staff already have; without it the stack makes a Cognito user pool. As context: JSON. */
  issuer: z
    .preprocess(fromJson, z.strictObject({ url: z.url(), clientId: z.string().min(1), audience: z.string().min(1) }).optional())
    .optional(),
  /** Further audiences whose access tokens the API takes; with Cognito the ids of machine clients. As context: separated by commas. */
  furtherAudiences: z.union([z.array(z.string().min(1)), z.string().transform((text) => text.split(','))]).default([]),
  /** How long logs are kept, in days; CloudWatch knows certain numbers only. */
  logRetentionDays: z.coerce
    .number()
    .pipe(z.literal([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365]))
    .default(90),
  /** Who is told when an alarm goes off. */
  alarmEmail: z.email().optional(),
  /** Whether tables and user pool outlive the stack and refuse to be deleted; false for trials only. */
  retainData: flag.default(true),
})

export type ConfigurationInput = z.input<typeof configurationSchema>
export type Configuration = z.output<typeof configurationSchema>

/** The configuration that CDK context gives; throws with the names of what is wrong. */
export const configurationFromContext = (contextValue: (name: string) => unknown): Configuration =>
  configurationSchema.parse(
    Object.fromEntries(
      Object.keys(configurationSchema.shape).flatMap((name) => (contextValue(name) === undefined ? [] : [[name, contextValue(name)]])),
    ),
  )
