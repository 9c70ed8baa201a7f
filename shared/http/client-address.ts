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

/** The eight groups of an IPv6 address, spelt out. */
const groupsOf = (address: string): readonly string[] => {
  const [before = [], after] = address.split('::').map((part) => part.split(':').filter((group) => group !== ''))
  const zeros = after === undefined ? 0 : 8 - before.length - after.length
  return [...before, ...Array.from({ length: zeros }, () => '0'), ...(after ?? [])].map((group) => group.toLowerCase().padStart(4, '0'))
}

/** The networks that a client's address belongs to: the one it is likely to have alone, and the wider one around it. */
export interface ClientNetworks {
  /** An IPv4 address, or the /56 of an IPv6 address, which is what a household or office gets (RFC 6177). */
  readonly own: string
  /** The /24 of an IPv4 address, or the /48 of an IPv6 address. */
  readonly wide: string
}

export const clientNetworks = (address: string): ClientNetworks => {
  if (isIP(address) !== 6) return { own: address, wide: address.replace(/\d+$/, '0/24') }
  const bits = groupsOf(address).join('')
  return { own: `${bits.slice(0, 14)}/56`, wide: `${bits.slice(0, 12)}/48` }
}
