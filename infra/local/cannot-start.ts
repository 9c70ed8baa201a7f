/** Why the service cannot start, in one line with the way out; printed without a stack. */
export class StartError extends Error {
  override readonly name = 'StartError'
}
