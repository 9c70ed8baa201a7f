import type { App } from 'aws-cdk-lib'
import type { Configuration } from '../configuration.ts'
import { BackgroundStack } from './background-stack.ts'
import { DataStack } from './data-stack.ts'
import { FirewallStack } from './firewall-stack.ts'
import { WebStack } from './web-stack.ts'

interface PlenaryOptions {
  readonly configuration: Configuration
  /** Folder with the functions' bundles: `<bundles>/<name>/index.mjs`. */
  readonly bundles: string
}

/**
 * The whole service, divided by how long things live and where. The data do not depend on the functions, nor the other stacks on one
 * another; the site is told of the firewall by its ARN, since references do not cross regions.
 */
export const createStacks = (app: App, { configuration, bundles }: PlenaryOptions) => {
  const data = new DataStack(app, 'PlenaryData', { configuration })
  const options = { configuration, bundles, data }
  const stacks = {
    data,
    background: new BackgroundStack(app, 'PlenaryBackground', options),
    firewall: new FirewallStack(app, 'PlenaryFirewall'),
    web: new WebStack(app, 'PlenaryWeb', options),
  }
  for (const stack of Object.values(stacks)) stack.terminationProtection = configuration.retainData
  return stacks
}
