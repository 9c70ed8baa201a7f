import { once } from 'node:events'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import * as z from 'zod'
import type { ConfigurationInput } from '../../configuration.ts'
import type { Template } from '../../stacks/joined-template.ts'
import { apiAudience, issuerUrl, siteClient } from '../issuer/accounts.ts'
import { keep, madeBefore } from '../made-from.ts'
import { threadArguments } from '../thread-arguments.ts'

const templateSchema = z.custom<Template>((value) => typeof value === 'object' && value !== null && 'Resources' in value)
const messageSchema = z.tuple([z.object({ template: templateSchema, inputs: z.array(z.string()) })])

// Stands in for the site's address, whose port may differ at each start.
const anySite = 'http://site.invalid'

const configuration: ConfigurationInput = {
  siteUrl: anySite,
  loopbackCalendars: true,
  issuer: { url: issuerUrl(anySite), clientId: siteClient, audience: apiAudience },
}

const withSite = (template: Template, siteUrl: string): Template =>
  templateSchema.parse(JSON.parse(JSON.stringify(template).replaceAll(anySite, siteUrl)))

interface Synthesis {
  /** Rejects with what CDK throws. */
  readonly template: Promise<Template>
  readonly stop: () => Promise<void>
}

/**
 * Synthesises the stack for the site's address, in the background. In the folder `cache` the template is kept for as
 * long as its source files are unchanged.
 */
export const startSynthesis = (siteUrl: string, cache: string | undefined): Synthesis => {
  const key = JSON.stringify([configuration, process.version])
  const file = cache === undefined ? undefined : join(cache, 'template.json')
  const kept = file === undefined ? undefined : templateSchema.safeParse(madeBefore(file, key)?.made)
  if (kept?.success === true) return { template: Promise.resolve(withSite(kept.data, siteUrl)), stop: async () => undefined }

  const thread = new Worker(join(import.meta.dirname, 'synthesis-thread.ts'), {
    name: 'synthesis',
    execArgv: threadArguments(),
    workerData: configuration,
  })
  const stop = async (): Promise<void> => {
    await thread.terminate()
  }
  const template = once(thread, 'message').then((message) => {
    const [made] = messageSchema.parse(message)
    if (file !== undefined) keep(file, { key, inputs: made.inputs }, made.template)
    return withSite(made.template, siteUrl)
  })
  return { template, stop }
}
