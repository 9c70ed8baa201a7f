import { expect, test } from '@jest/globals'
import * as z from 'zod'
import { longestHours } from '../../shared/domain/staff/sign-in-session.ts'
import { configurations } from './configurations.ts'
import { synthesised } from './synthesised.ts'

const { ofType, readable } = synthesised(configurations.ownDomain)

test('only administrators create accounts, and each needs a second factor', () => {
  const pools = ofType('AWS::Cognito::UserPool').map(({ Properties }) => ({
    admin: Properties['AdminCreateUserConfig'],
    mfa: Properties['MfaConfiguration'],
    factors: Properties['EnabledMfas'],
    protection: Properties['DeletionProtection'],
  }))
  expect(pools).toEqual([{ admin: { AllowAdminCreateUserOnly: true }, mfa: 'ON', factors: ['SOFTWARE_TOKEN_MFA'], protection: 'ACTIVE' }])
})

test('a password is long rather than odd, is none that is known from elsewhere, and a first one lasts three days', () => {
  const policies = ofType('AWS::Cognito::UserPool').map(({ Properties }) => Properties['Policies'])
  expect(policies).toEqual([
    {
      PasswordPolicy: {
        MinimumLength: 15,
        RequireLowercase: false,
        RequireNumbers: false,
        RequireSymbols: false,
        RequireUppercase: false,
        TemporaryPasswordValidityDays: 3,
      },
    },
  ])
  const risks = ofType('AWS::Cognito::UserPoolRiskConfigurationAttachment').map(({ Properties }) => [
    Properties['ClientId'],
    Properties['CompromisedCredentialsRiskConfiguration'],
  ])
  expect(risks).toEqual([['ALL', { Actions: { EventAction: 'BLOCK' } }]])
})

test('the roles of staff are groups of the user pool', () => {
  const groups = ofType('AWS::Cognito::UserPoolGroup').map(({ Properties }) => Properties['GroupName'])
  expect(groups).toEqual(['organiser', 'steering', 'administrator'])
})

test('the site’s client has no secret, uses only the code flow and cannot request a role', () => {
  // The flow of Cognito's own API that is left needs triggers.
  expect(ofType('AWS::Cognito::UserPool').map(({ Properties }) => Properties['LambdaConfig'])).toEqual([undefined])
  const clients = ofType('AWS::Cognito::UserPoolClient').map(({ Properties }) => ({
    secret: Properties['GenerateSecret'],
    flows: Properties['AllowedOAuthFlows'],
    ownFlows: Properties['ExplicitAuthFlows'],
    scopes: Properties['AllowedOAuthScopes'],
    back: Properties['CallbackURLs'],
  }))
  expect(clients).toEqual([
    {
      secret: false,
      flows: ['code'],
      ownFlows: ['ALLOW_CUSTOM_AUTH'],
      scopes: ['openid', 'email', 'profile'],
      back: ['https://events.example/sign-in/return'],
    },
  ])
})

test('a refresh token is replaced whenever it is used, so that a stolen one is of little use', () => {
  const rotations = ofType('AWS::Cognito::UserPoolClient').map(({ Properties }) => Properties['RefreshTokenRotation'])
  expect(rotations).toEqual([{ Feature: 'ENABLED', RetryGracePeriodSeconds: 60 }])
})

test('what the site gets to read roles again with lasts no longer than a session', () => {
  const times = ofType('AWS::Cognito::UserPoolClient').map(({ Properties }) => [
    Properties['RefreshTokenValidity'],
    Properties['TokenValidityUnits'],
    Properties['EnableTokenRevocation'],
  ])
  expect(times).toEqual([[longestHours * 60, { RefreshToken: 'minutes' }, true]])
})

test('machines can be given the same roles as scopes', () => {
  const servers = ofType('AWS::Cognito::UserPoolResourceServer').map(({ Properties }) => ({
    name: Properties['Identifier'],
    scopes: z
      .array(z.object({ ScopeName: z.string() }))
      .parse(Properties['Scopes'])
      .map(({ ScopeName }) => ScopeName),
  }))
  expect(servers).toEqual([{ name: 'plenary', scopes: ['organiser', 'steering', 'administrator'] }])
})

test('the API accepts tokens of this user pool for this client', () => {
  const { JwtConfiguration } = z
    .object({ JwtConfiguration: z.object({ Issuer: z.unknown(), Audience: z.array(z.unknown()) }) })
    .parse(ofType('AWS::ApiGatewayV2::Authorizer')[0]?.Properties)
  expect(readable(JwtConfiguration.Issuer)).toBe('https://cognito-idp.AWS::Region.AWS::URLSuffix/IdentityStaff')
  expect(JwtConfiguration.Audience.map(readable)).toEqual(['IdentityStaffSite'])
})
