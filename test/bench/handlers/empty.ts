/** A function that does nothing: the cost of a process without our code. */
export const handler = async (): Promise<{ statusCode: number }> => ({ statusCode: 200 })
