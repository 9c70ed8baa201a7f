import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { App } from 'aws-cdk-lib'
import * as z from 'zod'
import { type ConfigurationInput, configurationSchema } from './configuration.ts'
import { joined, type StackTemplate, stackTemplateSchema, type Template } from './stacks/joined-template.ts'
import { createStacks } from './stacks/whole-service.ts'

const cdkJson = resolve(import.meta.dirname, '../cdk.json')

/** The feature flags that the CDK command line takes from `cdk.json`, so that both ways give the same templates. */
export const featureFlags = (): Readonly<Record<string, unknown>> =>
  z.object({ context: z.record(z.string(), z.unknown()) }).parse(JSON.parse(readFileSync(cdkJson, 'utf8'))).context

interface Synthesised {
  /** All stacks as one. Each Lambda function's resource has its name as the metadata `plenary:function`. */
  readonly template: Template
  /** Each stack's own template, by the stack's name. */
  readonly stacks: Readonly<Record<string, StackTemplate>>
  /** Names of the stacks that CloudFormation does not delete before somebody ends their protection. */
  readonly kept: readonly string[]
}

/** Synthesises the stacks in process, without the CDK command line. The functions' bundles are `<bundles>/<name>/index.mjs`. */
export const synthesise = (input: ConfigurationInput, bundles: string): Synthesised => {
  const outdir = mkdtempSync(join(tmpdir(), 'plenary-'))
  try {
    const app = new App({
      outdir,
      context: { ...featureFlags(), 'aws:cdk:disable-asset-staging': true },
      analyticsReporting: false,
      treeMetadata: false,
      // Deployments and a test do validate; here it would double the time of a local start.
      builtinCloudFormationValidation: false,
    })
    createStacks(app, { configuration: configurationSchema.parse(input), bundles })
    const made = app.synth().stacks
    const stacks = Object.fromEntries(
      made.map(({ stackName, template }): [string, StackTemplate] => [stackName, stackTemplateSchema.parse(template)]),
    )
    const kept = made.flatMap(({ stackName, terminationProtection }) => (terminationProtection ? stackName : []))
    return { template: joined(Object.values(stacks)), stacks, kept }
  } finally {
    rmSync(outdir, { recursive: true })
  }
}
