// @ts-check
/** Tells a scanner's burst of keystrokes from a person's typing. */
export {}
