import { environmentParts, type Variables } from '../../shared/runtime/environment.ts'

const { site, programme, people, feedback, keys, files } = environmentParts

/** What this function reads from its environment. */
export const environment = { ...site, ...programme, ...people, ...feedback, ...keys, ...files }
export type Environment = Variables<typeof environment>
