import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { App, type Stack, Validations } from 'aws-cdk-lib'
import { CfnQueue } from 'aws-cdk-lib/aws-sqs'
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag'
import * as z from 'zod'
import { type ConfigurationInput, configurationSchema } from '../../infra/configuration.ts'
import { createStacks } from '../../infra/stacks/whole-service.ts'
import { featureFlags } from '../../infra/synthesise.ts'
import { withBundles } from './bundle-folders.ts'
import { configurations } from './configurations.ts'

// Prints the rules' findings, in a separate process: CDK loads several times faster there than within Jest.

const reportSchema = z.object({
  pluginReports: z.array(
    z.object({
      pluginName: z.string(),
      violations: z.array(z.object({ ruleName: z.string(), violatingConstructs: z.array(z.object({ constructPath: z.string() })) })),
    }),
  ),
})

/** The findings of cdk-nag's packs that the stacks, and what is added to one of them, do not acknowledge, as `rule construct`. */
const findings = (input: ConfigurationInput, add: (stack: Stack) => void) =>
  withBundles((bundles) => {
    const outdir = mkdtempSync(join(tmpdir(), 'plenary-nag-'))
    try {
      const app = new App({ outdir, context: { ...featureFlags(), 'aws:cdk:disable-asset-staging': true }, analyticsReporting: false })
      Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app))
      add(createStacks(app, { configuration: configurationSchema.parse(input), bundles }).background)
      try {
        app.synth()
      } catch (fault) {
        // Findings abort the synthesis after the report is written.
        if (!String(fault).includes('validation-report.json')) throw fault
      }
      const { pluginReports } = reportSchema.parse(JSON.parse(readFileSync(join(outdir, 'validation-report.json'), 'utf8')))
      const packs = pluginReports.map(({ pluginName }) => pluginName)
      const found = pluginReports.flatMap(({ violations }) =>
        violations.flatMap(({ ruleName, violatingConstructs }) =>
          violatingConstructs.map(({ constructPath }) => `${ruleName} ${constructPath}`),
        ),
      )
      return { packs, found }
    } finally {
      rmSync(outdir, { recursive: true })
    }
  })

/** The findings in all stacks with everything configured, and a queue that somebody forgot to encrypt. */
const all = findings(configurations.everything, (stack) => {
  new CfnQueue(stack, 'Forgotten', { sqsManagedSseEnabled: false })
})
process.stdout.write(JSON.stringify(all))
