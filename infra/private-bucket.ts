import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib'
import { BlockPublicAccess, Bucket, BucketEncryption, CfnBucket, ObjectOwnership } from 'aws-cdk-lib/aws-s3'
import type { Queue } from 'aws-cdk-lib/aws-sqs'
import type { Construct } from 'constructs'
import { letService } from './same-account.ts'

interface Kept {
  /** Of all objects, or by the prefix of their keys. */
  readonly keptDays: number | Readonly<Record<string, number>>
  readonly retainData: boolean
  /** Why access to the bucket needs no separate log. */
  readonly unlogged: string
}

const abandoned = { abortIncompleteMultipartUploadAfter: Duration.days(1) }

/** A bucket that is inaccessible without explicit rights, for objects kept for a limited time. */
export const privateBucket = (scope: Construct, id: string, { keptDays, retainData, unlogged }: Kept): Bucket => {
  const bucket = new Bucket(scope, id, {
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
    encryption: BucketEncryption.S3_MANAGED,
    enforceSSL: true,
    minimumTLSVersion: 1.2,
    // What a person removes or replaces is gone immediately.
    versioned: false,
    lifecycleRules:
      typeof keptDays === 'number'
        ? [{ expiration: Duration.days(keptDays), ...abandoned }]
        : [abandoned, ...Object.entries(keptDays).map(([prefix, days]) => ({ prefix, expiration: Duration.days(days) }))],
    removalPolicy: retainData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  })
  Validations.of(bucket).acknowledge({ id: 'AwsSolutions::AwsSolutions-S1', reason: unlogged })
  return bucket
}

/** Tells a queue of every new object with a key prefix. */
export const notify = (bucket: Bucket, queue: Queue, prefix: string): void => {
  // Limited by account rather than bucket: the bucket can be created only once the queue accepts it.
  queue.addToResourcePolicy(letService('s3', { action: 'sqs:SendMessage', resource: queue.queueArn }))
  const policy = queue.node.tryFindChild('Policy')
  const resource = bucket.node.defaultChild
  if (policy === undefined || !CfnBucket.isCfnBucket(resource))
    throw new Error('a bucket that notifies a queue needs the policy of the queue')
  resource.node.addDependency(policy)
  // CDK's own notifications add a function that writes this into the bucket; CloudFormation can do it alone.
  resource.notificationConfiguration = {
    queueConfigurations: [
      { event: 's3:ObjectCreated:*', queue: queue.queueArn, filter: { s3Key: { rules: [{ name: 'prefix', value: prefix }] } } },
    ],
  }
}
