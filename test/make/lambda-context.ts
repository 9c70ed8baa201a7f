import type { Context } from 'aws-lambda'

/** An invocation's context that nobody reads. */
export const lambdaContext: Context = {
  awsRequestId: 'request',
  callbackWaitsForEmptyEventLoop: false,
  functionName: 'function',
  functionVersion: '1',
  invokedFunctionArn: '',
  logGroupName: '',
  logStreamName: '',
  memoryLimitInMB: '1024',
  getRemainingTimeInMillis: () => 1000,
  done: () => undefined,
  fail: () => undefined,
  succeed: () => undefined,
}
