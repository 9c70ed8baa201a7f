import { CfnOutput, Stack } from 'aws-cdk-lib'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { ConfigurationSet, ConfigurationSetTlsPolicy, EmailIdentity, Identity } from 'aws-cdk-lib/aws-ses'
import { Construct } from 'constructs'
import { network, senderAddress } from '../shared/domain/basics/network.ts'

/** Sending through SES: the network's domain with DKIM, and the configuration set that every mail names. */
export class Mail extends Construct {
  readonly configurationSet: ConfigurationSet
  readonly identity: EmailIdentity
  /** The rights of the sending function: only as our sender. */
  readonly statements: readonly PolicyStatement[]

  constructor(scope: Construct, id: string) {
    super(scope, id)
    const configurationSet = new ConfigurationSet(this, 'Mails', {
      reputationMetrics: true,
      tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
      // We keep our own suppression list: an organiser can lift an entry, whereas SES would drop mails silently.
      disableSuppressionList: true,
    })
    const identity = new EmailIdentity(this, 'Domain', { identity: Identity.domain(network.mail.domain), configurationSet })
    for (const [index, { name, value }] of identity.dkimRecords.entries())
      new CfnOutput(this, `Dkim${index + 1}`, {
        value: `${name} CNAME ${value}`,
        description: 'A record for the DNS of the domain that sends',
      })
    this.configurationSet = configurationSet
    this.identity = identity
    this.statements = [
      new PolicyStatement({
        actions: ['ses:SendRawEmail'],
        resources: [
          identity.emailIdentityArn,
          Stack.of(this).formatArn({ service: 'ses', resource: 'configuration-set', resourceName: configurationSet.configurationSetName }),
        ],
        conditions: { StringEquals: { 'ses:FromAddress': senderAddress } },
      }),
      // The sending rate is a property of the account; the action has no resource.
      new PolicyStatement({ actions: ['ses:GetSendQuota'], resources: ['*'] }),
    ]
  }
}
