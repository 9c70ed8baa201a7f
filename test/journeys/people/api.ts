import * as z from 'zod'
import { demoPassword } from '../../../infra/local/issuer/accounts.ts'

/** A response of the API; bodies are JSON. */
export interface Answer {
  readonly status: number
  readonly body: unknown
}

interface Asked {
  /** Access token of a staff member or machine. */
  readonly token?: string
  readonly body?: unknown
  /** `Accept-Language` of the request. */
  readonly language?: string
}

export type Api = (method: 'GET' | 'POST' | 'PATCH', path: string, asked?: Asked) => Promise<Answer>

/** The service's API as used by a program on another machine. */
export const createApi =
  (siteUrl: string): Api =>
  async (method, path, { token, body, language } = {}) => {
    const response = await fetch(siteUrl + path, {
      method,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(language === undefined ? {} : { 'accept-language': language }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return { status: response.status, body: await response.json() }
  }

const discoverySchema = z.object({ token_endpoint: z.url() })
const tokenSchema = z.object({ access_token: z.string() })

/** The access token that a machine gets with its id and secret (RFC 6749 §4.4), at the endpoint named by the issuer. */
export const machineToken = async (issuerUrl: string, clientId: string): Promise<string> => {
  const discovered = await fetch(`${issuerUrl}/.well-known/openid-configuration`)
  const { token_endpoint: endpoint } = discoverySchema.parse(await discovered.json())
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${clientId}:${demoPassword}`)}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  })
  return tokenSchema.parse(await response.json()).access_token
}
