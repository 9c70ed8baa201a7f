import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { App, Duration, Stack } from 'aws-cdk-lib'
import { Schedule } from 'aws-cdk-lib/aws-events'
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import type { Queue } from 'aws-cdk-lib/aws-sqs'
import type { Construct } from 'constructs'
import * as z from 'zod'
import { Alarms } from './alarms.ts'
import { bundleFunctions } from './bundle.ts'
import { Clock } from './clock.ts'
import { type Configuration, type ConfigurationInput, configurationSchema } from './configuration.ts'
import { Database } from './database.ts'
import { Files } from './files.ts'
import { ServiceFunction } from './function.ts'
import type { FunctionName } from './functions.ts'
import { Identity } from './identity.ts'
import { Inbound } from './inbound.ts'
import { Mail } from './mail.ts'
import { followingTimeout, MailEvents } from './mail-events.ts'
import { fileAccess, inboundAccess, tableAccess } from './policy.ts'
import { consume, consumptions, StreamFailures } from './streams.ts'
import { Web } from './web.ts'

interface PlenaryOptions {
  readonly configuration: Configuration
  /** Folder with the functions' bundles: `<bundles>/<name>/index.mjs`. */
  readonly bundles: string
}

interface Particulars {
  /** Variables besides the names of tables and bucket, which come with the rights to them. */
  readonly environment?: Readonly<Record<string, string>>
  readonly statements?: readonly PolicyStatement[]
  readonly timeout?: Duration
  readonly memorySize?: number
}

/** The whole service. */
export class PlenaryStack extends Stack {
  readonly #options: PlenaryOptions
  readonly #database: Database
  readonly #files: Files
  readonly #inbound: Inbound
  readonly #functions = new Map<FunctionName, ServiceFunction>()
  readonly #failures = new Map<FunctionName, Queue>()

  constructor(scope: Construct, id: string, options: PlenaryOptions) {
    super(scope, id, {
      description: 'Plenary: events and webinars, registration, invitations, feedback',
      terminationProtection: options.configuration.retainData,
    })
    const { configuration } = options
    this.#options = options
    this.#database = new Database(this, 'Database', configuration)
    this.#files = new Files(this, 'Files', configuration)
    this.#inbound = new Inbound(this, 'Inbound', configuration)
    const issuer = configuration.issuer ?? new Identity(this, 'Identity', configuration).issuer
    const mail = new Mail(this, 'Mail')

    const site = { SITE_URL: configuration.siteUrl }
    const web = new Web(this, 'Web', {
      functions: {
        attendee: this.#function('attendee', 'Attendee', { environment: site }),
        organiser: this.#function('organiser', 'Organiser', { environment: site }),
        steering: this.#function('steering', 'Steering', { environment: site }),
        'sign-in': this.#function('sign-in', 'SignIn', { environment: { ...site, ISSUER_URL: issuer.url, CLIENT_ID: issuer.clientId } }),
        assets: this.#function('assets', 'Assets'),
        feeds: this.#function('feeds', 'Feeds', { environment: site }),
      },
      issuer,
      configuration,
    })
    this.#function('mail', 'MailSender', {
      environment: { ...site, CONFIGURATION_SET: mail.configurationSet.configurationSetName },
      statements: mail.statements,
      // Longer than it takes to send what waits would only postpone the next call; shorter, what was claimed would be lost more often.
      timeout: Duration.minutes(2),
      memorySize: 1769,
    })
    const mailEvents = new MailEvents(this, 'MailEvents', { configurationSet: mail.configurationSet })
    mailEvents.feed(this.#function('mail-events', 'MailFollower', { statements: mailEvents.statements, timeout: followingTimeout }))
    this.#function('fan-out', 'FanOut', { timeout: Duration.minutes(5) })
    this.#function('summaries', 'Summaries', { timeout: Duration.minutes(1) })
    this.#function('seats', 'Seats', { timeout: Duration.minutes(1) })
    this.#inbound.deliverTo(this.#function('replies', 'Replies', { statements: this.#inbound.statements, timeout: this.#inbound.timeout }))
    const clock = this.#function('clock', 'ClockWork', { timeout: Duration.seconds(50) })
    new Clock(this, 'Clock', { calls: clock, schedule: Schedule.rate(Duration.minutes(1)) })
    const prove = this.#function('prove', 'Prove', { timeout: Duration.minutes(15) })
    new Clock(this, 'Nightly', { calls: prove, schedule: Schedule.cron({ hour: '2', minute: '30' }) })
    new Alarms(this, 'Alarms', {
      functions: this.#functions,
      failures: this.#failures,
      deadLetters: new Map([['replies', this.#inbound.failures]]),
      clock,
      web,
      mailEvents,
      configurationSetName: mail.configurationSet.configurationSetName,
      email: configuration.alarmEmail,
    })
  }

  #function(name: FunctionName, id: string, { environment = {}, statements = [], timeout, memorySize }: Particulars = {}): ServiceFunction {
    const access = tableAccess(name, this.#database)
    const files = fileAccess(name, this.#files)
    const inbound = inboundAccess(name, this.#inbound)
    const failures = consumptions[name] && new StreamFailures(this, `${id}Failures`, { name, database: this.#database })
    const made = new ServiceFunction(this, id, {
      name,
      bundles: this.#options.bundles,
      environment: { ...environment, ...access.environment, ...files.environment, ...inbound.environment },
      statements: [...access.statements, ...files.statements, ...inbound.statements, ...(failures?.statements ?? []), ...statements],
      acknowledged: [...files.acknowledged, ...inbound.acknowledged],
      logRetention: this.#options.configuration.logRetentionDays,
      ...(timeout && { timeout }),
      ...(memorySize && { memorySize }),
    })
    this.#functions.set(name, made)
    if (failures) {
      this.#failures.set(name, failures.queue)
      consume(made, name, { database: this.#database, queue: failures.queue })
    }
    return made
  }
}

const templateSchema = z.object({
  Resources: z.record(
    z.string(),
    z.object({
      Type: z.string(),
      Properties: z.record(z.string(), z.unknown()).default({}),
      Metadata: z.record(z.string(), z.unknown()).default({}),
      DeletionPolicy: z.string().optional(),
    }),
  ),
})

/** What a CloudFormation template says; values stay as CloudFormation has them (`Ref`, `Fn::GetAtt`, `Fn::Join`). */
export type Template = z.infer<typeof templateSchema>

/** The feature flags that CDK's command line takes from `cdk.json`, so that both ways give the same template. */
export const featureFlags = (): Readonly<Record<string, unknown>> =>
  z.object({ context: z.record(z.string(), z.unknown()) }).parse(JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8'))).context

const root = resolve(import.meta.dirname, '..')
const bundlesFolder = join(root, 'cdk.out/functions')

/**
 * The stack in process, without the CDK's command line. Each Lambda function's resource carries its name as the metadata `plenary:function`;
 * its bundle is `<bundles>/<name>/index.mjs`. Without `bundles` all functions are bundled anew into `cdk.out/functions`.
 */
export const synthesise = (input: ConfigurationInput, bundles?: string): { readonly template: Template; readonly bundles: string } => {
  if (bundles === undefined) bundleFunctions(bundlesFolder)
  const outdir = mkdtempSync(join(tmpdir(), 'plenary-'))
  try {
    const app = new App({
      outdir,
      context: { ...featureFlags(), 'aws:cdk:disable-asset-staging': true },
      analyticsReporting: false,
      treeMetadata: false,
      // Deploying validates, and so does a test; here it would double the time that a local start takes.
      builtinCloudFormationValidation: false,
    })
    const stack = new PlenaryStack(app, 'Plenary', { configuration: configurationSchema.parse(input), bundles: bundles ?? bundlesFolder })
    const template = templateSchema.parse(app.synth().getStackByName(stack.stackName).template)
    return { template, bundles: bundles ?? bundlesFolder }
  } finally {
    rmSync(outdir, { recursive: true })
  }
}
