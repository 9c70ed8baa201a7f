import { isIP } from 'node:net'
import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import { cameThroughEdge } from './origin-secret.ts'

type HttpEvent = Pick<APIGatewayProxyEventV2, 'headers'> & {
  readonly requestContext: { readonly http: { readonly sourceIp: string } }
}

const plain = (address: string): string => address.replace(/^::ffff:(?=[\d.]+$)/i, '')

/** The address in `198.51.100.10:46532`, `2001:db8::10:46532` or `[2001:db8::10]:46532`: the port is behind the last colon. */
const withoutPort = (viewer: string): string | undefined => {
  const address = viewer.slice(0, Math.max(viewer.lastIndexOf(':'), 0)).replace(/^\[(.*)\]$/, '$1')
  return isIP(address) === 0 ? undefined : address
}

/**
 * The IP address of the client, IPv4 or IPv6, without a port. CloudFront's word counts only if the request came through it;
 * otherwise it is the address that API Gateway sees. IPv4 addresses are never in IPv6 notation.
 */
export const clientAddressOf = (event: HttpEvent): string => {
  const viewer = cameThroughEdge(event) ? withoutPort(event.headers['cloudfront-viewer-address'] ?? '') : undefined
  return plain(viewer ?? event.requestContext.http.sourceIp)
}
