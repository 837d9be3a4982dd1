/** One after the other: whoever uses a reader has it alone until it is done. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();

  /** runs `work` when all that asked before have ended, however they ended */
  take<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#last.then(work);
    this.#last = mine.catch(() => undefined);
    return mine;
  }
}
