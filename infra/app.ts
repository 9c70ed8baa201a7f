import { resolve } from 'node:path'
import { App, Validations } from 'aws-cdk-lib'
import { AwsSolutionsChecks } from 'cdk-nag'
import { bundleFunctions } from './bundling/bundle.ts'
import { configurationFromContext } from './configuration.ts'
import { createStacks } from './stacks/whole-service.ts'

const bundles = resolve(import.meta.dirname, '../cdk.out/functions')
await bundleFunctions(bundles)
const app = new App()
Validations.of(app).addPlugins(new AwsSolutionsChecks(app))
createStacks(app, { configuration: configurationFromContext((name) => app.node.tryGetContext(name)), bundles })
app.synth()
