import { CfnOutput, Duration, Stack, Validations } from 'aws-cdk-lib'
import { EventBus, Rule } from 'aws-cdk-lib/aws-events'
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import {
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  EmailIdentity,
  EmailSendingEvent,
  EventDestination,
  Identity,
  SuppressionReasons,
} from 'aws-cdk-lib/aws-ses'
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'
import { network, senderAddress } from '../shared/domain/network.ts'

/** Sending by SES: the network's domain with DKIM, and the configuration set that every mail names. */
export class Mail extends Construct {
  readonly configurationSetName: string
  /** The rights of the function that sends: as our sender and no other. */
  readonly statements: readonly PolicyStatement[]

  constructor(scope: Construct, id: string) {
    super(scope, id)
    const configurationSet = new ConfigurationSet(this, 'Mails', {
      reputationMetrics: true,
      tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
      suppressionReasons: SuppressionReasons.BOUNCES_AND_COMPLAINTS,
    })
    const identity = new EmailIdentity(this, 'Domain', { identity: Identity.domain(network.mail.domain), configurationSet })
    for (const [index, { name, value }] of identity.dkimRecords.entries())
      new CfnOutput(this, `Dkim${index + 1}`, {
        value: `${name} CNAME ${value}`,
        description: 'A record for the DNS of the domain that sends',
      })
    this.configurationSetName = configurationSet.configurationSetName
    this.statements = [
      new PolicyStatement({
        actions: ['ses:SendRawEmail'],
        resources: [
          identity.emailIdentityArn,
          Stack.of(this).formatArn({ service: 'ses', resource: 'configuration-set', resourceName: configurationSet.configurationSetName }),
        ],
        conditions: { StringEquals: { 'ses:FromAddress': senderAddress } },
      }),
    ]
    this.keepTrouble(configurationSet)
  }

  /** Mails that did not arrive: SES tells the account's event bus, and a queue keeps what it told. */
  private keepTrouble(configurationSet: ConfigurationSet): void {
    const bus = EventBus.fromEventBusName(this, 'Bus', 'default')
    configurationSet.addEventDestination('Events', {
      destination: EventDestination.eventBus(bus),
      events: [EmailSendingEvent.BOUNCE, EmailSendingEvent.COMPLAINT, EmailSendingEvent.REJECT, EmailSendingEvent.DELIVERY_DELAY],
    })
    const queue = new Queue(this, 'Events', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    })
    const reason = 'People read this queue, no function does, so no message can fail there again and again.'
    Validations.of(queue).acknowledge(
      { id: 'AwsSolutions::AwsSolutions-SQS3', reason },
      { id: 'Serverless::Serverless-SQSRedrivePolicy', reason },
    )
    const rule = new Rule(this, 'MailTrouble', {
      eventPattern: {
        source: ['aws.ses'],
        detail: { mail: { tags: { 'ses:configuration-set': [configurationSet.configurationSetName] } } },
      },
      targets: [new SqsQueue(queue)],
    })
    Validations.of(rule).acknowledge({
      id: 'Serverless::Serverless-EventBusDLQ',
      reason: 'The target is a queue already; EventBridge tries for a day to reach it, and the rates that matter have alarms of their own.',
    })
  }
}
