import { expect, test } from '@jest/globals'
import { synthesised } from './synthesised.ts'

const { named, ofType, readable } = synthesised()
const [bucket] = named('InboundLetters', 'AWS::S3::Bucket')

test('mail to the mailbox of invitations is scanned and stored, mail to others is not accepted', () => {
  const rules = ofType('AWS::SES::ReceiptRule').map(({ Properties }) => [readable(Properties['RuleSetName']), Properties['Rule']])
  expect(rules).toEqual([
    [
      'InboundRules',
      {
        Enabled: true,
        Recipients: ['invitations@events.iprocurenet.example'],
        ScanEnabled: true,
        TlsPolicy: 'Optional',
        Actions: [{ S3Action: { BucketName: { Ref: expect.stringMatching(/^InboundLetters/) }, ObjectKeyPrefix: 'inbound/' } }],
      },
    ],
  ])
})

test('mails are in a private, encrypted bucket and deleted after thirty days', () => {
  const { PublicAccessBlockConfiguration, BucketEncryption, VersioningConfiguration, LifecycleConfiguration } = bucket?.Properties ?? {}
  expect({ PublicAccessBlockConfiguration, BucketEncryption, VersioningConfiguration, LifecycleConfiguration }).toEqual({
    PublicAccessBlockConfiguration: {
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    },
    BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }] },
    VersioningConfiguration: undefined,
    LifecycleConfiguration: {
      Rules: [{ Status: 'Enabled', ExpirationInDays: 30, AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } }],
    },
  })
})

test('only SES may write into it, through these rules and from this account', () => {
  const [policy] = named('InboundLettersPolicy', 'AWS::S3::BucketPolicy').map(({ Properties }) => JSON.stringify(Properties))
  expect(policy?.split('"Effect":"Allow"')).toHaveLength(2)
  expect(policy).toContain('"Principal":{"Service":"ses.amazonaws.com"}')
  expect(policy).toContain('"Action":"s3:PutObject"')
  expect(policy).toContain(':receipt-rule/*')
  expect(policy).toContain('"aws:SourceAccount":{"Ref":"AWS::AccountId"}')
})

test('a stored mail calls the function through a queue, and what fails five times waits for a person', () => {
  const { QueueConfigurations } = Object(bucket?.Properties['NotificationConfiguration'])
  expect(QueueConfigurations).toEqual([
    {
      Event: 's3:ObjectCreated:*',
      Queue: { 'Fn::GetAtt': [expect.stringMatching(/^InboundMails/), 'Arn'] },
      Filter: { S3Key: { Rules: [{ Name: 'prefix', Value: 'inbound/' }] } },
    },
  ])
  const [queue] = named('InboundMails', 'AWS::SQS::Queue')
  expect([queue?.Properties['RedrivePolicy'], queue?.Properties['VisibilityTimeout']]).toEqual([
    { deadLetterTargetArn: { 'Fn::GetAtt': [expect.stringMatching(/^InboundFailures/), 'Arn'] }, maxReceiveCount: 5 },
    180,
  ])
  const [mapping] = named('RepliesFromMails', 'AWS::Lambda::EventSourceMapping')
  expect([readable(mapping?.Properties['EventSourceArn']), mapping?.Properties['FunctionResponseTypes']]).toEqual([
    'InboundMails.Arn',
    ['ReportBatchItemFailures'],
  ])
})
