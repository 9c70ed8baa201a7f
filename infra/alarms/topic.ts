import { Validations } from 'aws-cdk-lib'
import { Topic } from 'aws-cdk-lib/aws-sns'
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions'
import { Construct } from 'constructs'
import { letService } from '../same-account.ts'

/** Where alarms go. With an address they are sent by mail, once its owner has confirmed the subscription. */
export class AlarmTopic extends Construct {
  readonly topic: Topic

  constructor(scope: Construct, id: string, options: { readonly email: string | undefined }) {
    super(scope, id)
    this.topic = new Topic(this, 'Topic', { enforceSSL: true })
    // A topic with an explicit policy receives no alarms from the account unless that policy allows it.
    this.topic.addToResourcePolicy(letService('cloudwatch', { action: 'sns:Publish', resource: this.topic.topicArn }))
    if (options.email === undefined) return
    const reason = 'A mail that does not arrive leaves the alarm as it is in CloudWatch; there is nothing to send again.'
    const subscription = this.topic.addSubscription(new EmailSubscription(options.email))
    Validations.of(subscription).acknowledge({ id: 'Serverless::Serverless-SNSRedrivePolicy', reason })
  }
}
