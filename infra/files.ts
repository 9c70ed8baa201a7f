import { CfnOutput } from 'aws-cdk-lib'
import type { Bucket } from 'aws-cdk-lib/aws-s3'
import { Construct } from 'constructs'
import { fileKeptDays } from '../shared/domain/registration-form/file-answer.ts'
import { privateBucket } from './private-bucket.ts'

/** The private bucket of the files that people give as answers. Browsers reach it by what a function signed for one object, nobody else does. */
export class Files extends Construct {
  readonly bucket: Bucket

  constructor(scope: Construct, id: string, { retainData }: { readonly retainData: boolean }) {
    super(scope, id)
    this.bucket = privateBucket(this, 'Answers', {
      keptDays: fileKeptDays,
      retainData,
      unlogged:
        'Nobody reaches an object without a signature that a function gave, and functions log that; access logs would be a second store of who did what.',
    })
    new CfnOutput(this, 'Bucket', { value: this.bucket.bucketName, description: 'Where the files that people give as answers are kept' })
  }
}
