import { createHash, timingSafeEqual } from 'node:crypto'
import type { APIGatewayProxyEventV2 } from 'aws-lambda'

/** The header in which CloudFront sends the secret that only it and the functions know. */
export const originSecretHeader = 'x-origin-secret'

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

const verified = new WeakSet<object>()

/**
 * Whether a request has one of the secrets, and so came through CloudFront: then its `cloudfront-…` headers are true.
 * During a rotation two secrets count.
 */
export const verifyEdge = (event: Pick<APIGatewayProxyEventV2, 'headers'>, secrets: readonly string[]): boolean => {
  const given = event.headers[originSecretHeader]
  if (given === undefined || !secrets.some((secret) => timingSafeEqual(digest(secret), digest(given)))) return false
  verified.add(event)
  return true
}

/** Whether `verifyEdge` held for this request. */
export const cameThroughEdge = (event: Pick<APIGatewayProxyEventV2, 'headers'>): boolean => verified.has(event)
