import * as z from 'zod'

/** The building blocks of the functions' environments; CDK sets exactly these names (a test compares them). */
export const environmentParts = {
  programme: { PROGRAMME_TABLE: z.string().min(3) },
  people: { PEOPLE_TABLE: z.string().min(3) },
  feedback: { FEEDBACK_TABLE: z.string().min(3) },
  ledger: { LEDGER_TABLE: z.string().min(3) },
  sending: { SENDING_TABLE: z.string().min(3) },
  keys: { KEYS_TABLE: z.string().min(3) },
  staff: { STAFF_TABLE: z.string().min(3) },
  audit: { AUDIT_TABLE: z.string().min(3) },
  files: { FILES_BUCKET: z.string().min(3) },
  /** Where SES stores incoming mails. */
  inbound: { INBOUND_BUCKET: z.string().min(3) },
  /** Public address of the service, without a trailing slash. */
  site: { SITE_URL: z.url().refine((url) => !url.endsWith('/')) },
  /** The secrets by which CloudFront proves itself, separated by commas: the current one and, after a rotation, the one before. */
  edge: {
    ORIGIN_SECRETS: z
      .string()
      .transform((text) => text.split(','))
      .pipe(z.array(z.string().min(20))),
  },
  /** The staff's OpenID provider, and our public client there (code flow with PKCE, no secret). */
  issuer: { ISSUER_URL: z.url(), CLIENT_ID: z.string().min(1) },
  /** The SES configuration set named by every mail, so that its events are reported. */
  mail: { CONFIGURATION_SET: z.string().min(1) },
  /** How long registering takes, or a multiple of it, whatever was found (`inSteps`). */
  answers: { ANSWER_STEP_MS: z.coerce.number().int().min(1).max(1000) },
} as const

/** What Lambda adds to every environment: the function's credentials and region. For requests signed without an SDK. */
export const platform = {
  AWS_REGION: z.string().min(1),
  AWS_ACCESS_KEY_ID: z.string().min(1),
  AWS_SECRET_ACCESS_KEY: z.string().min(1),
  AWS_SESSION_TOKEN: z.string().min(1).optional(),
  /** S3's endpoint if it is not the usual one. */
  AWS_ENDPOINT_URL_S3: z.url().optional(),
} as const

/** The parsed variables of a schema. */
export type Variables<Shape extends z.core.$ZodShape> = z.infer<z.ZodObject<Shape>>

/** A function's variables, parsed once at cold start; a missing or wrong one stops the function and is named. */
export const readEnvironment = <Shape extends z.core.$ZodShape>(
  shape: Shape,
  // biome-ignore lint/style/noProcessEnv: the one place that reads the environment
  given: Readonly<Record<string, string | undefined>> = process.env,
): Variables<Shape> => {
  const parsed = z.object(shape).safeParse(given)
  if (!parsed.success) throw new Error(`environment: ${parsed.error.issues.map((issue) => issue.path.join('.')).join(', ')}`)
  return parsed.data
}
