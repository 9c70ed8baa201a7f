import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib'
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3'
import type { Construct } from 'constructs'

interface Kept {
  readonly keptDays: number
  readonly retainData: boolean
  /** Why who reads and writes needs no log of the bucket's own. */
  readonly unlogged: string
}

/** A bucket that nobody reaches without a right of their own, for objects that are kept for some time. */
export const privateBucket = (scope: Construct, id: string, { keptDays, retainData, unlogged }: Kept): Bucket => {
  const bucket = new Bucket(scope, id, {
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
    encryption: BucketEncryption.S3_MANAGED,
    enforceSSL: true,
    minimumTLSVersion: 1.2,
    // What a person takes away or replaces is gone at once.
    versioned: false,
    lifecycleRules: [{ expiration: Duration.days(keptDays), abortIncompleteMultipartUploadAfter: Duration.days(1) }],
    removalPolicy: retainData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  })
  Validations.of(bucket).acknowledge({ id: 'AwsSolutions::AwsSolutions-S1', reason: unlogged })
  return bucket
}
