/** A reason to stop that is said in its message, without a stack. */
export class Failure extends Error {
  /**
   * @param {string} message
   * @param {number} code the exit code
   */
  constructor(message, code = 1) {
    super(message);
    this.code = code;
  }
}

/** @param {string} line for the person in front of the terminal; stdout belongs to the programs */
export function say(line) {
  process.stderr.write(`${line}\n`);
}
