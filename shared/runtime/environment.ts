import * as z from 'zod'

const name = z.string().min(3)
const text = z.string().min(1)
const address = z.url()

/** The building blocks of the functions' environments; CDK sets exactly these names (a test compares them). */
export const environmentParts = {
  programme: { PROGRAMME_TABLE: name },
  people: { PEOPLE_TABLE: name },
  feedback: { FEEDBACK_TABLE: name },
  ledger: { LEDGER_TABLE: name },
  sending: { SENDING_TABLE: name },
  keys: { KEYS_TABLE: name },
  staff: { STAFF_TABLE: name },
  audit: { AUDIT_TABLE: name },
  files: { FILES_BUCKET: name },
  /** Where SES stores incoming mails. */
  inbound: { INBOUND_BUCKET: name },
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
  issuer: { ISSUER_URL: address, CLIENT_ID: text },
  /** The SES configuration set named by every mail, so that its events are reported. */
  mail: { CONFIGURATION_SET: text },
  /** Whether partners' calendars are also read from this machine itself, over plain http: only where the service is tried out. */
  loopback: { LOOPBACK_CALENDARS: z.enum(['read', 'refused']) },
  /** How long registering takes, or a multiple of it, whatever was found (`inSteps`). */
  answers: { ANSWER_STEP_MS: z.coerce.number().int().min(1).max(1000) },
} as const

/** What Lambda adds to every environment: the function's credentials and region. For requests signed without an SDK. */
export const platform = {
  AWS_REGION: text,
  AWS_ACCESS_KEY_ID: text,
  AWS_SECRET_ACCESS_KEY: text,
  AWS_SESSION_TOKEN: text.optional(),
  /** S3's endpoint if it is not the usual one. */
  AWS_ENDPOINT_URL_S3: address.optional(),
} as const

/** The parsed variables of a schema. */
export type Variables<Shape extends z.core.$ZodShape> = z.infer<z.ZodObject<Shape>>

/** A function's variables, parsed once at cold start; a missing or wrong one stops the function and is named. */
export const readEnvironment = <Shape extends z.core.$ZodShape>(
  shape: Shape,
  // biome-ignore lint/style/noProcessEnv: the one place that reads the environment
  given: Readonly<Record<string, string | undefined>> = process.env,
): Variables<Shape> => {
  // Compiling a parser that runs once takes longer than running it.
  const parsed = z.object(shape).safeParse(given, { jitless: true })
  if (!parsed.success) throw new Error(`environment: ${parsed.error.issues.map((issue) => issue.path.join('.')).join(', ')}`)
  return parsed.data
}
