import { expect, test } from '@jest/globals'
import { configurations } from './configurations.ts'
import { synthesised } from './synthesised.ts'

const { named } = synthesised()
const buckets = named('FilesAnswers', 'AWS::S3::Bucket')

test('files are in one bucket that is private, encrypted and keeps no replaced versions', () => {
  expect(buckets).toHaveLength(1)
  const { PublicAccessBlockConfiguration, BucketEncryption, OwnershipControls, VersioningConfiguration, CorsConfiguration } =
    buckets[0]?.Properties ?? {}
  expect({ PublicAccessBlockConfiguration, BucketEncryption, OwnershipControls, VersioningConfiguration, CorsConfiguration }).toEqual({
    PublicAccessBlockConfiguration: {
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    },
    BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }] },
    OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
    VersioningConfiguration: undefined,
    CorsConfiguration: undefined,
  })
})

test('answers are deleted after 400 days, files of events after five years, and what became neither after one day', () => {
  expect(buckets[0]?.Properties['LifecycleConfiguration']).toEqual({
    Rules: [
      { Status: 'Enabled', AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } },
      { Status: 'Enabled', ExpirationInDays: 400, Prefix: 'answers/' },
      { Status: 'Enabled', ExpirationInDays: 1, Prefix: 'uploads/' },
      { Status: 'Enabled', ExpirationInDays: 1825, Prefix: 'attachments/' },
      { Status: 'Enabled', ExpirationInDays: 1, Prefix: 'sent-attachments/' },
    ],
  })
})

test('the bucket outlives the stack, except in a trial', () => {
  expect(buckets.map(({ DeletionPolicy }) => DeletionPolicy)).toEqual(['Retain'])
  const trial = synthesised(configurations.trial)
  expect(trial.named('FilesAnswers', 'AWS::S3::Bucket').map(({ DeletionPolicy }) => DeletionPolicy)).toEqual(['Delete'])
})

test('the bucket refuses unencrypted connections, and grants nothing itself', () => {
  const policies = named('FilesAnswersPolicy', 'AWS::S3::BucketPolicy').map(({ Properties }) => JSON.stringify(Properties))
  expect(policies).toHaveLength(1)
  expect(policies[0]).toContain('"aws:SecureTransport":"false"')
  expect(policies[0]).toContain('{"s3:TlsVersion":1.2}')
  expect(policies[0]).not.toContain('"Effect":"Allow"')
})
