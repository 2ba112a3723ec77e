/** A reason to stop that the user can do something about, so it is printed without a stack. */
export class UserError extends Error {}
