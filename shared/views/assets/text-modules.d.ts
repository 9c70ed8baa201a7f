declare module '*.css' {
  const text: string
  export default text
}
declare module '*.svg' {
  const text: string
  export default text
}
// The address of the file, which may be relative to the module that imports it.
declare module '*.woff2' {
  const address: string
  export default address
}
