// The package is CommonJS, and its own types declare a default export that Node does not see.
declare module '@messageformat/core' {
  export default class MessageFormat {
    constructor(language: string, options: { readonly strict: boolean })
  }
}

declare module '@messageformat/core/compile-module.js' {
  import type MessageFormat from '@messageformat/core'

  interface Messages {
    readonly [key: string]: string | Messages
  }
  export default function compileModule(messageFormat: MessageFormat, messages: Messages): string
}
