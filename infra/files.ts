import { CfnOutput } from 'aws-cdk-lib'
import type { Bucket } from 'aws-cdk-lib/aws-s3'
import { Construct } from 'constructs'
import { fileKeptDays } from '../shared/domain/registration-form/file-answer.ts'
import { privateBucket } from './private-bucket.ts'

/** The private bucket of files uploaded as answers. Browsers reach an object only through a URL or form signed by a function. */
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
