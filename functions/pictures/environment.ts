import { environmentParts, type Variables } from '../../shared/runtime/environment.ts'

const { edge, site, programme } = environmentParts

/** What this function reads from its environment. */
export const environment = { ...edge, ...site, ...programme }
export type Environment = Variables<typeof environment>
