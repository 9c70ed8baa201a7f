import { describe, expect, test } from '@jest/globals'
import { type Bucket, bucketOf, presignedUrl, signedPost, signPolicy } from '../../../shared/store/s3/signing.ts'

// The credentials and results in the S3 API Reference for checking an implementation.
const example = (name: string): Bucket => ({
  name,
  url: `https://${name}.s3.amazonaws.com`,
  region: 'us-east-1',
  credentials: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' },
})

const now = '2026-03-04T05:06:07.890Z'

describe('as in AWS’s own examples, the signature', () => {
  test('of a presigned URL for one object', async () => {
    const url = await presignedUrl(
      example('examplebucket'),
      { method: 'GET', key: 'test.txt', seconds: 86_400 },
      '2013-05-24T00:00:00.000Z',
    )
    expect(url).toBe(
      'https://examplebucket.s3.amazonaws.com/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256' +
        '&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400' +
        '&X-Amz-SignedHeaders=host&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404',
    )
  })

  test('of the policy of a browser’s upload', async () => {
    const lines = [
      '{ "expiration": "2015-12-30T12:00:00.000Z",',
      '  "conditions": [',
      '    {"bucket": "sigv4examplebucket"},',
      '    ["starts-with", "$key", "user/user1/"],',
      '    {"acl": "public-read"},',
      '    {"success_action_redirect": "http://sigv4examplebucket.s3.amazonaws.com/successful_upload.html"},',
      '    ["starts-with", "$Content-Type", "image/"],',
      '    {"x-amz-meta-uuid": "14365123651274"},',
      '    {"x-amz-server-side-encryption": "AES256"},',
      '    ["starts-with", "$x-amz-meta-tag", ""],',
      '',
      '    {"x-amz-credential": "AKIAIOSFODNN7EXAMPLE/20151229/us-east-1/s3/aws4_request"},',
      '    {"x-amz-algorithm": "AWS4-HMAC-SHA256"},',
      '    {"x-amz-date": "20151229T000000Z" }',
      '  ]',
      '}',
    ]
    const policy = Buffer.from(lines.join('\r\n')).toString('base64')
    expect(await signPolicy(example('sigv4examplebucket'), policy, '2015-12-29T00:00:00.000Z')).toBe(
      '8afdbf4008c03f22c2cd3cdb72e4afbb1f6a588f3255ac628749a66d7f09699e',
    )
  })
})

describe('the credentials of a Lambda function', () => {
  const environment = { AWS_REGION: 'eu-west-1', AWS_ACCESS_KEY_ID: 'ASIA', AWS_SECRET_ACCESS_KEY: 'secret', AWS_SESSION_TOKEN: 'to/ken' }

  test('lead to the bucket at its own host, or below the endpoint in the environment', () => {
    expect(bucketOf('answers-1', environment).url).toBe('https://answers-1.s3.eu-west-1.amazonaws.com')
    expect(bucketOf('answers-1', { ...environment, AWS_ENDPOINT_URL_S3: 'http://127.0.0.1:4566' }).url).toBe(
      'http://127.0.0.1:4566/answers-1',
    )
  })

  test('are temporary, which a URL states and signs', async () => {
    const url = new URL(await presignedUrl(bucketOf('answers-1', environment), { method: 'GET', key: 'a b/é', seconds: 60 }, now))
    expect(url.pathname).toBe('/a%20b/%C3%A9')
    expect(Object.fromEntries(url.searchParams)).toEqual({
      'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
      'X-Amz-Credential': 'ASIA/20260304/eu-west-1/s3/aws4_request',
      'X-Amz-Date': '20260304T050607Z',
      'X-Amz-Expires': '60',
      'X-Amz-Security-Token': 'to/ken',
      'X-Amz-Signature': expect.stringMatching(/^[0-9a-f]{64}$/),
      'X-Amz-SignedHeaders': 'host',
    })
  })

  test('let a form upload one object of a certain size, and nothing else', async () => {
    const form = { fields: { key: 'answers/a', 'x-amz-meta-filename': `\${filename}` }, minBytes: 1, maxBytes: 10, seconds: 3600 }
    const { action, fields } = await signedPost(bucketOf('answers-1', environment), form, now)
    expect(action).toBe('https://answers-1.s3.eu-west-1.amazonaws.com/')
    expect(JSON.parse(Buffer.from(fields['policy'] ?? '', 'base64').toString())).toEqual({
      expiration: '2026-03-04T06:06:07.890Z',
      conditions: [
        { bucket: 'answers-1' },
        { key: 'answers/a' },
        ['starts-with', '$x-amz-meta-filename', ''],
        { 'x-amz-algorithm': 'AWS4-HMAC-SHA256' },
        { 'x-amz-credential': 'ASIA/20260304/eu-west-1/s3/aws4_request' },
        { 'x-amz-date': '20260304T050607Z' },
        { 'x-amz-security-token': 'to/ken' },
        ['content-length-range', 1, 10],
      ],
    })
  })
})
