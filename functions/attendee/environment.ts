import { environmentParts, type Variables } from '../../shared/runtime/environment.ts'

const { edge, site, programme, people, feedback, keys, files, answers, staff } = environmentParts

/** What this function reads from its environment. */
export const environment = { ...edge, ...site, ...programme, ...people, ...feedback, ...keys, ...files, ...answers, ...staff }
export type Environment = Variables<typeof environment>
