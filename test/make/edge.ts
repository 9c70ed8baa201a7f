import type { Edge } from '../../infra/local/gateway/edge.ts'
import { originSecretHeader } from '../../shared/http/origin-secret.ts'

/** The secret that functions in tests expect of CloudFront. */
export const originSecret = 'the secret that only CloudFront knows'

/** The header that proves it. */
export const throughEdge = { [originSecretHeader]: originSecret } as const

/** A CloudFront that passes all headers. */
export const openEdge: Edge = ({ headers, viewer }) => ({ ...headers, 'cloudfront-viewer-address': viewer, ...throughEdge })
