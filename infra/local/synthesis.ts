import { once } from 'node:events'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import * as z from 'zod'
import type { ConfigurationInput } from '../configuration.ts'
import type { Template } from '../joined-template.ts'

const messageSchema = z.tuple([z.custom<Template>((value) => typeof value === 'object' && value !== null && 'Resources' in value)])

/**
 * Bundles the functions into `bundles/<name>/index.mjs`, unless they are there already, and synthesises the stack with them, beside
 * whatever else is going on. `template` rejects with what the CDK or esbuild throws.
 */
export const startSynthesis = (
  input: ConfigurationInput,
  bundles: string,
  makesBundles: boolean,
): { readonly template: Promise<Template>; readonly stop: () => Promise<void> } => {
  const thread = new Worker(join(import.meta.dirname, 'synthesis-thread.ts'), {
    name: 'synthesis',
    execArgv: ['--disable-warning=ExperimentalWarning'],
    workerData: { input, bundles, makesBundles },
  })
  const stop = async (): Promise<void> => {
    await thread.terminate()
  }
  const template = once(thread, 'message').then((message) => messageSchema.parse(message)[0])
  return { template: template.finally(stop), stop }
}
