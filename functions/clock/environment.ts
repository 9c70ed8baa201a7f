import { environmentParts } from '../../shared/runtime/environment.ts'

const { programme, people, sending, keys, staff } = environmentParts

/** What this function reads from its environment. */
export const environment = { ...programme, ...people, ...sending, ...keys, ...staff }
