import { CfnOutput } from 'aws-cdk-lib'
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import type { Bucket } from 'aws-cdk-lib/aws-s3'
import type { Queue } from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'
import { attachmentKeptDays } from '../shared/domain/attachment/attachment.ts'
import { fileKeptDays, strayUploadDays } from '../shared/domain/registration-form/file-answer.ts'
import { objectKeys } from '../shared/store/item-keys.ts'
import { notify, privateBucket } from './private-bucket.ts'
import { callFor, workQueue } from './queues.ts'
import type { ServiceFunction } from './service-function.ts'

/**
 * The private bucket of files uploaded as answers, and of those attached to events. Browsers reach an object only through a URL or form signed by a function. S3 tells
 * a queue of every upload that may become an answer, and the queue calls the function that makes it an answer or deletes it.
 */
export class Files extends Construct {
  readonly bucket: Bucket
  readonly queue: Queue
  readonly failures: Queue
  /** The rights needed to read the queue. */
  readonly statements: readonly PolicyStatement[]

  constructor(scope: Construct, id: string, { retainData }: { readonly retainData: boolean }) {
    super(scope, id)
    const { queue, failures, statements } = workQueue(this, 'Uploads', 'uploads')
    this.queue = queue
    this.failures = failures
    this.statements = statements
    this.bucket = privateBucket(this, 'Answers', {
      keptDays: {
        [objectKeys.answers]: fileKeptDays,
        [objectKeys.uploads]: strayUploadDays,
        [objectKeys.attachments]: attachmentKeptDays,
        [objectKeys.sentAttachments]: strayUploadDays,
      },
      retainData,
      unlogged:
        'Nobody reaches an object without a signature that a function gave, and functions log that; access logs would be a second store of who did what.',
    })
    notify(this.bucket, queue, objectKeys.uploads)
    new CfnOutput(this, 'Bucket', {
      value: this.bucket.bucketName,
      description: 'Where the files that people give as answers, and those attached to events, are kept',
    })
  }

  /** Calls the function for uploads. */
  deliverTo(consumer: ServiceFunction): void {
    callFor(consumer, 'FromUploads', this.queue, { batchSize: 10 })
  }
}
