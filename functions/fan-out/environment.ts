import { environmentParts } from '../../shared/runtime/environment.ts'

/** What this function reads from its environment. */
export const environment = {
  ...environmentParts.programme,
  ...environmentParts.people,
  ...environmentParts.sending,
  ...environmentParts.keys,
}
