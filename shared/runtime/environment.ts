import * as z from 'zod'

/** The parts that the functions' environments are made of; CDK sets exactly these names (a test compares). */
export const environmentParts = {
  programme: { PROGRAMME_TABLE: z.string().min(3) },
  people: { PEOPLE_TABLE: z.string().min(3) },
  feedback: { FEEDBACK_TABLE: z.string().min(3) },
  ledger: { LEDGER_TABLE: z.string().min(3) },
  sending: { SENDING_TABLE: z.string().min(3) },
  keys: { KEYS_TABLE: z.string().min(3) },
  files: { FILES_BUCKET: z.string().min(3) },
  /** Where SES stores the mails that come. */
  inbound: { INBOUND_BUCKET: z.string().min(3) },
  /** Public address of the service, without a slash at the end. */
  site: { SITE_URL: z.url().refine((url) => !url.endsWith('/')) },
  /** The OpenID provider of staff, and this service's public client there (code flow with PKCE, no secret). */
  issuer: { ISSUER_URL: z.url(), CLIENT_ID: z.string().min(1) },
  /** The SES configuration set that every mail names, so that its events come back. */
  mail: { CONFIGURATION_SET: z.string().min(1) },
} as const

/** What Lambda itself puts into every environment: the function's own credentials, and where it runs. For what is signed without an SDK. */
export const platform = {
  AWS_REGION: z.string().min(1),
  AWS_ACCESS_KEY_ID: z.string().min(1),
  AWS_SECRET_ACCESS_KEY: z.string().min(1),
  AWS_SESSION_TOKEN: z.string().min(1).optional(),
  /** Where S3 is when it is not at its usual address. */
  AWS_ENDPOINT_URL_S3: z.url().optional(),
} as const

/** What the variables of a schema are once they are read. */
export type Variables<Shape extends z.core.$ZodShape> = z.infer<z.ZodObject<Shape>>

/** The variables of a function, parsed once at cold start; a missing or wrong one stops the function with its name. */
export const readEnvironment = <Shape extends z.core.$ZodShape>(
  shape: Shape,
  // biome-ignore lint/style/noProcessEnv: the one place that reads the environment
  given: Readonly<Record<string, string | undefined>> = process.env,
): Variables<Shape> => {
  const parsed = z.object(shape).safeParse(given)
  if (!parsed.success) throw new Error(`environment: ${parsed.error.issues.map((issue) => issue.path.join('.')).join(', ')}`)
  return parsed.data
}
