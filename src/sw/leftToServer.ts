/**
 * Paths (with their query) a navigation goes to the server for: the API with sign-in and downloads, the stand-in
 * identity and payment providers, and files by name.
 */
export const leftToServer = [/^\/(api|idp|pay)([/?]|$)/, /^[^?]*\/[^/?]+\.[^/?]+(\?|$)/]
