/** What this function reads from its environment: nothing. */
export const environment = {}
