/** Latin letters, digits, dot, hyphen and underscore: what can be told over the phone and typed on any keyboard. */
export const usernamePattern = /^[a-z0-9][a-z0-9._-]*$/i
