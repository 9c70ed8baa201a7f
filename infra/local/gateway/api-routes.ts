import * as z from 'zod'
import type { Template } from '../../stacks/joined-template.ts'
import { localResources, logicalIdOf } from '../template/arns.ts'
import { resourcesOf } from '../template/template.ts'
import type { ApiRoute } from './routing.ts'

const routeSchema = z.object({
  RouteKey: z.string(),
  Target: z.string(),
  AuthorizationType: z.enum(['NONE', 'JWT']).default('NONE'),
  AuthorizerId: z.string().optional(),
  AuthorizationScopes: z.array(z.string()).default([]),
})
const integrationSchema = z.object({ IntegrationUri: z.string(), PayloadFormatVersion: z.literal('2.0') })
const authorizerSchema = z.object({
  AuthorizerType: z.literal('JWT'),
  IdentitySource: z.tuple([z.literal('$request.header.Authorization')]),
  JwtConfiguration: z.object({ Issuer: z.string(), Audience: z.array(z.string()) }),
})

/** The routes of the template's HTTP API, each with its function and authoriser. */
export const apiRoutes = (template: Template): readonly ApiRoute[] => {
  const integrations = new Map(
    resourcesOf(template, 'AWS::ApiGatewayV2::Integration', integrationSchema, localResources).map(({ logicalId, properties }) => [
      `integrations/${logicalId}`,
      logicalIdOf(properties.IntegrationUri),
    ]),
  )
  const authorizers = new Map(
    resourcesOf(template, 'AWS::ApiGatewayV2::Authorizer', authorizerSchema, localResources).map(({ logicalId, properties }) => [
      logicalId,
      { issuer: properties.JwtConfiguration.Issuer, audience: properties.JwtConfiguration.Audience },
    ]),
  )
  return resourcesOf(template, 'AWS::ApiGatewayV2::Route', routeSchema, localResources).map(({ logicalId, properties }) => {
    const { RouteKey, Target, AuthorizationType, AuthorizerId, AuthorizationScopes: scopes } = properties
    const target = integrations.get(Target)
    const authorizer = authorizers.get(AuthorizerId ?? '')
    if (target === undefined) throw new Error(`route ${logicalId} has no integration`)
    if (AuthorizationType === 'JWT' && authorizer === undefined) throw new Error(`route ${logicalId} has no authoriser`)
    return {
      routeKey: RouteKey,
      function: target,
      authorizer: AuthorizationType === 'JWT' && authorizer ? { ...authorizer, scopes } : undefined,
    }
  })
}
