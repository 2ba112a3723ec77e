/** A reason to stop that the user can do something about: told without a stack. */
export class UserError extends Error {}
