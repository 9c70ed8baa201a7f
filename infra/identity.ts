import { Aws, CfnOutput, Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib'
import {
  CfnUserPoolGroup,
  CfnUserPoolRiskConfigurationAttachment,
  FeaturePlan,
  Mfa,
  OAuthScope,
  ResourceServerScope,
  StandardThreatProtectionMode,
  UserPool,
  type UserPoolClient,
} from 'aws-cdk-lib/aws-cognito'
import { Construct } from 'constructs'
import { longestHours } from '../shared/domain/staff/sign-in-session.ts'
import { type StaffRole, staffRoles } from '../shared/domain/who-may.ts'
import { paths } from '../shared/site/paths.ts'
import type { Configuration } from './configuration.ts'

/** The staff's OpenID provider: `audience` is what access tokens for the API must name. */
export interface Issuer {
  readonly url: string
  readonly clientId: string
  readonly audience: string
  /** Whether the gateway asks for roles as scopes, which only machine clients get. */
  readonly scopes: boolean
}

const purposes: Readonly<Record<StaffRole, string>> = {
  organiser: 'Create and manage events',
  steering: 'Read the summaries of all events',
  administrator: 'Keep the members, read unassigned replies, and manage every event',
}

/** A Cognito user pool for staff: an administrator creates accounts, and groups give the roles. */
export class Identity extends Construct {
  readonly issuer: Issuer
  readonly pool: UserPool
  readonly client: UserPoolClient

  constructor(scope: Construct, id: string, options: Pick<Configuration, 'siteUrl' | 'retainData'>) {
    super(scope, id)
    const pool = new UserPool(this, 'Staff', {
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      mfa: Mfa.REQUIRED,
      mfaSecondFactor: { otp: true, sms: false },
      // Length instead of kinds of characters, which lead to predictable passwords (NIST SP 800-63B §5.1.1.2).
      passwordPolicy: {
        minLength: 15,
        requireDigits: false,
        requireLowercase: false,
        requireUppercase: false,
        requireSymbols: false,
        tempPasswordValidity: Duration.days(3),
      },
      featurePlan: FeaturePlan.PLUS,
      standardThreatProtectionMode: StandardThreatProtectionMode.FULL_FUNCTION,
      deletionProtection: options.retainData,
      removalPolicy: options.retainData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    })
    Validations.of(pool).acknowledge({
      id: 'AwsSolutions::AwsSolutions-COG1',
      reason: 'The rule asks for kinds of characters; fifteen characters, a second factor and no known passwords hold more off.',
    })
    new CfnUserPoolRiskConfigurationAttachment(this, 'KnownPasswords', {
      userPoolId: pool.userPoolId,
      clientId: 'ALL',
      compromisedCredentialsRiskConfiguration: { actions: { eventAction: 'BLOCK' } },
    })
    for (const role of staffRoles)
      new CfnUserPoolGroup(this, role, { userPoolId: pool.userPoolId, groupName: role, description: purposes[role] })
    // For machine clients (client credentials), whose scopes are their roles. Not for people's clients: any user could request them.
    pool.addResourceServer('Api', {
      identifier: 'plenary',
      scopes: staffRoles.map((role) => new ResourceServerScope({ scopeName: role, scopeDescription: purposes[role] })),
    })
    const client = pool.addClient('Site', {
      generateSecret: false,
      // Only the code flow of the sign-in pages: this one would need triggers, and the pool has none. Without any, Cognito allows SRP.
      authFlows: { custom: true },
      // A stolen refresh token works once at most. An answer may be lost, so the one before works for another minute.
      refreshTokenRotationGracePeriod: Duration.seconds(60),
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      // No longer than the sign-in sessions that the token is for.
      refreshTokenValidity: Duration.hours(longestHours),
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID, OAuthScope.EMAIL, OAuthScope.PROFILE],
        callbackUrls: [options.siteUrl + paths.signInReturn.pattern],
        logoutUrls: [options.siteUrl + paths.home.pattern],
      },
    })
    pool.addDomain('SignIn', { cognitoDomain: { domainPrefix: `plenary-${Aws.ACCOUNT_ID}` } })
    new CfnOutput(this, 'UserPool', { value: pool.userPoolId, description: 'Where accounts of staff are made and put into the groups' })
    this.pool = pool
    this.client = client
    const { region, urlSuffix } = Stack.of(this)
    this.issuer = {
      url: `https://cognito-idp.${region}.${urlSuffix}/${pool.userPoolId}`,
      clientId: client.userPoolClientId,
      audience: client.userPoolClientId,
      scopes: true,
    }
  }
}
