import { CfnOutput, Duration, RemovalPolicy, Validations } from 'aws-cdk-lib'
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3'
import { Construct } from 'constructs'
import { fileKeptDays } from '../shared/domain/registration-form/file-answer.ts'

/** The private bucket of the files that people give as answers. Browsers reach it by what a function signed for one object, nobody else does. */
export class Files extends Construct {
  readonly bucket: Bucket

  constructor(scope: Construct, id: string, options: { readonly retainData: boolean }) {
    super(scope, id)
    this.bucket = new Bucket(this, 'Answers', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      // What a person takes away or replaces is gone at once.
      versioned: false,
      lifecycleRules: [{ expiration: Duration.days(fileKeptDays), abortIncompleteMultipartUploadAfter: Duration.days(1) }],
      removalPolicy: options.retainData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    })
    Validations.of(this.bucket).acknowledge({
      id: 'AwsSolutions::AwsSolutions-S1',
      reason:
        'Nobody reaches an object without a signature that a function gave, and functions log that; access logs would be a second store of who did what.',
    })
    new CfnOutput(this, 'Bucket', { value: this.bucket.bucketName, description: 'Where the files that people give as answers are kept' })
  }
}
