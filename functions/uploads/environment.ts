import { environmentParts } from '../../shared/runtime/environment.ts'

const { programme, people, files } = environmentParts

/** What this function reads from its environment. */
export const environment = { ...programme, ...people, ...files }
