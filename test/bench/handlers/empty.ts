/** A function that does nothing: what a process costs without any of ours. */
export const handler = async (): Promise<{ statusCode: number }> => ({ statusCode: 200 })
