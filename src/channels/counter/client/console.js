// @ts-check
/** The console's only script. Every act works without it. */
import './scanning.js'
