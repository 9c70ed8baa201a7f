/** The code of a system error, such as `EADDRINUSE`; undefined for anything else. */
export const errorCode = (fault: unknown): unknown =>
  typeof fault === 'object' && fault !== null && 'code' in fault ? fault.code : undefined
