import * as z from 'zod'
import { network } from '../shared/domain/basics/network.ts'

const flag = z.union([z.boolean(), z.stringbool()])

const fromJson = (value: unknown): unknown => (typeof value === 'string' ? JSON.parse(value) : value)

/** A deployment's settings, from CDK context (`-c name=value` or `cdk.json`) or passed in when synthesising. */
export const configurationSchema = z.strictObject({
  /** Public address of the service, without a trailing slash. */
  siteUrl: z
    .url()
    .refine((url) => !url.endsWith('/'))
    .default(network.siteUrl),
  /** ARN of the certificate for the host of `siteUrl`, in `us-east-1` for CloudFront; without it the site has only its AWS address. */
  certificateArn: z.string().startsWith('arn:aws:acm:us-east-1:').optional(),
  /** ARN of the firewall before CloudFront: the output of `PlenaryFirewall`, which is deployed first. */
  firewallArn: z.string().startsWith('arn:aws:wafv2:us-east-1:').optional(),
  /** Raising it by one, and deploying, replaces the secret that CloudFront proves itself with. */
  originSecretGeneration: z.coerce.number().int().min(1).default(1),
  /** An existing OpenID provider for staff; without it the stack creates a Cognito user pool. As context: JSON. */
  issuer: z
    .preprocess(
      fromJson,
      z
        .strictObject({
          url: z.url(),
          clientId: z.string().min(1),
          audience: z.string().min(1),
          /** Whether tokens of machine clients have their roles as scopes such as `plenary/organiser`; false if only in the claim `roles`. */
          scopes: flag.default(true),
        })
        .optional(),
    )
    .optional(),
  /** Further accepted audiences of access tokens; with Cognito, the ids of machine clients. As context: separated by commas. */
  furtherAudiences: z.union([z.array(z.string().min(1)), z.string().transform((text) => text.split(','))]).default([]),
  /** How many calls of functions the account allows at the same time; new accounts allow fewer until AWS is asked. */
  accountConcurrency: z.coerce.number().int().min(10).default(1000),
  /** How long logs are kept, in days; CloudWatch allows only certain values. */
  logRetentionDays: z.coerce
    .number()
    .pipe(z.literal([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365]))
    .default(90),
  /** Whether partners' calendars may be on the machine that reads them, over plain http; only for trying things out on one machine. */
  loopbackCalendars: flag.default(false),
  /** The address notified of alarms. */
  alarmEmail: z.email().optional(),
  /** Whether tables and user pool survive the stack and refuse deletion; false only for trials. */
  retainData: flag.default(true),
})

export type ConfigurationInput = z.input<typeof configurationSchema>
export type Configuration = z.output<typeof configurationSchema>

/** The configuration from CDK context; throws an error that names what is wrong. */
export const configurationFromContext = (contextValue: (name: string) => unknown): Configuration =>
  configurationSchema.parse(
    Object.fromEntries(
      Object.keys(configurationSchema.shape).flatMap((name) => (contextValue(name) === undefined ? [] : [[name, contextValue(name)]])),
    ),
  )
