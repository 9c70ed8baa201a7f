import { parentPort, workerData } from 'node:worker_threads'
import * as z from 'zod'
import { bundleFunctions } from '../bundle.ts'
import { configurationSchema } from '../configuration.ts'
import { synthesise } from '../synthesise.ts'

// Bundles and synthesises in a thread of its own: the CDK takes seconds and much memory, and both are free again afterwards.

const { input, bundles, makesBundles } = z
  .object({ input: configurationSchema, bundles: z.string(), makesBundles: z.boolean() })
  .parse(workerData)
if (makesBundles) bundleFunctions(bundles)
parentPort?.postMessage(synthesise(input, bundles).template)
