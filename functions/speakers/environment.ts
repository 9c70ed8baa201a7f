import { environmentParts, type Variables } from '../../shared/runtime/environment.ts'

const { edge, site, programme, people, keys } = environmentParts

/** What this function reads from its environment. */
export const environment = { ...edge, ...site, ...programme, ...people, ...keys }
export type Environment = Variables<typeof environment>
