import { environmentParts, type Variables } from '../../shared/runtime/environment.ts'

/** What this function reads from its environment. */
export const environment = {
  ...environmentParts.site,
  ...environmentParts.programme,
  ...environmentParts.people,
  ...environmentParts.keys,
}
export type Environment = Variables<typeof environment>
