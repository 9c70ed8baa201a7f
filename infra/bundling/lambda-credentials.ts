import { fromEnv } from '@aws-sdk/credential-provider-env'

/**
 * Replaces the AWS SDK's chain of credential providers in the bundles: Lambda puts the role's credentials into
 * the environment, so the providers for laptops, containers and single sign-on, with their clients, are left out.
 */
export const defaultProvider = fromEnv
