import { environmentParts, type Variables } from '../../shared/runtime/environment.ts'

const { site, programme, feedback, keys } = environmentParts

/** What this function reads from its environment. */
export const environment = { ...site, ...programme, ...feedback, ...keys }
export type Environment = Variables<typeof environment>
