/** The files of events that ask for none. */
export const noFiles = { files: { get: () => Promise.resolve(undefined) }, fileQuestions: () => [] }
