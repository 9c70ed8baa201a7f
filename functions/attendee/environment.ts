import { environmentParts, type Variables } from '../../shared/runtime/environment.ts'

const { edge, site, programme, people, feedback, keys, files, answers } = environmentParts

/** What this function reads from its environment. */
export const environment = { ...edge, ...site, ...programme, ...people, ...feedback, ...keys, ...files, ...answers }
export type Environment = Variables<typeof environment>
