import { fromEnv } from '@aws-sdk/credential-provider-env'

/**
 * Stands in the bundles for the AWS SDK's chain of credential providers: Lambda gives a function the credentials of its role
 * in the environment, so the providers for laptops, containers and single sign-on, with their clients, are left out.
 */
export const defaultProvider = fromEnv
