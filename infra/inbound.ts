import { Aws, CfnOutput, Stack } from 'aws-cdk-lib'
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import type { Bucket } from 'aws-cdk-lib/aws-s3'
import { ReceiptRuleSet, TlsPolicy } from 'aws-cdk-lib/aws-ses'
import type { Queue } from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'
import { network, senderAddress } from '../shared/domain/basics/network.ts'
import { keptDays } from '../shared/domain/mail/letter.ts'
import { objectKeys } from '../shared/store/item-keys.ts'
import { notify, privateBucket } from './private-bucket.ts'
import { callFor, workQueue } from './queues.ts'
import { letService } from './same-account.ts'
import type { ServiceFunction } from './service-function.ts'

/**
 * Mail to the mailbox that organises all invitations: SES stores it in a private bucket, S3 notifies a queue, and the queue calls a
 * function. What keeps failing goes to a dead-letter queue with an alarm.
 */
export class Inbound extends Construct {
  readonly bucket: Bucket
  readonly failures: Queue
  /** The rights needed to read the queue. */
  readonly statements: readonly PolicyStatement[]
  readonly queue: Queue

  constructor(scope: Construct, id: string, options: { readonly retainData: boolean }) {
    super(scope, id)
    const { queue, failures, statements } = workQueue(this, 'Mails', 'replies')
    this.queue = queue
    this.failures = failures
    this.statements = statements
    this.bucket = this.#notifyingBucket(options.retainData)
    this.#receive()
  }

  /** Calls the function for incoming mails. */
  deliverTo(consumer: ServiceFunction): void {
    callFor(consumer, 'FromMails', this.queue, { batchSize: 10 })
  }

  #notifyingBucket(retainData: boolean): Bucket {
    const bucket = privateBucket(this, 'Letters', {
      keptDays,
      retainData,
      unlogged: 'Only SES writes and functions read, which both log what they do; access logs would be a second store of who wrote to us.',
    })
    notify(bucket, this.queue, objectKeys.inbound)
    return bucket
  }

  #receive(): void {
    const rules = new ReceiptRuleSet(this, 'Rules')
    const ofTheseRules = Stack.of(this).formatArn({
      service: 'ses',
      resource: 'receipt-rule-set',
      resourceName: `${rules.receiptRuleSetName}:receipt-rule/*`,
    })
    const allowed = this.bucket.addToResourcePolicy(
      letService('ses', {
        action: 's3:PutObject',
        resource: this.bucket.arnForObjects(`${objectKeys.inbound}*`),
        actingFor: ofTheseRules,
      }),
    )
    const rule = rules.addRule('Organiser', {
      recipients: [senderAddress],
      scanEnabled: true,
      // Some calendars answer through servers without TLS, and their mails say no more than yes or no.
      tlsPolicy: TlsPolicy.OPTIONAL,
      actions: [{ bind: () => ({ s3Action: { bucketName: this.bucket.bucketName, objectKeyPrefix: objectKeys.inbound } }) }],
    })
    // SES tests its write permission when the rule is created.
    if (allowed.policyDependable !== undefined) rule.node.addDependency(allowed.policyDependable)
    new CfnOutput(this, 'Activate', {
      value: `aws ses set-active-receipt-rule-set --rule-set-name ${rules.receiptRuleSetName}`,
      description: 'To be run once: an account has one active set of rules, and CloudFormation cannot choose it',
    })
    new CfnOutput(this, 'MailExchanger', {
      value: `${network.mail.domain} MX 10 inbound-smtp.${Aws.REGION}.amazonaws.com`,
      description: 'A record for the DNS of the domain, so that answers to invitations reach SES',
    })
  }
}
