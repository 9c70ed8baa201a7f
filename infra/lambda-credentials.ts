import * as z from 'zod'
import { readEnvironment } from '../shared/web/environment.ts'

const shape = {
  AWS_ACCESS_KEY_ID: z.string().min(1),
  AWS_SECRET_ACCESS_KEY: z.string().min(1),
  AWS_SESSION_TOKEN: z.string().min(1).optional(),
}

/**
 * Stands in the bundles for the AWS SDK's chain of credential providers: Lambda gives a function the credentials of its role
 * in the environment, so the providers for laptops, containers and single sign-on, with their clients, are left out.
 */
export const defaultProvider = () => async () => {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = readEnvironment(shape)
  return {
    accessKeyId: AWS_ACCESS_KEY_ID,
    secretAccessKey: AWS_SECRET_ACCESS_KEY,
    ...(AWS_SESSION_TOKEN !== undefined && { sessionToken: AWS_SESSION_TOKEN }),
  }
}
