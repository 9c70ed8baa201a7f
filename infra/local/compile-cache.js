import { enableCompileCache } from 'node:module'

// Imported by threads before anything else, with the folder as query: compiled modules are cached there for the next start.
enableCompileCache(new URL(import.meta.url).searchParams.get('folder') ?? undefined)
