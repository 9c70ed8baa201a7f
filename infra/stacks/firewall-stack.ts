import { Stack } from 'aws-cdk-lib'
import type { Construct } from 'constructs'
import { Firewall } from '../edge/firewall.ts'

/** The firewall, which AWS has for CloudFront in one region only. */
export class FirewallStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id, { description: 'Plenary: the firewall before the site', env: { region: 'us-east-1' } })
    new Firewall(this, 'Firewall')
  }
}
