import { KazasuError } from '../error/kazasu-error.ts';
import type { Reply } from './protocol.ts';

/** Runs `work` and wraps how it ends; what is no KazasuError becomes `task.failed` and is told to `surprise`. */
export async function toReply<Value>(
  work: () => Value | Promise<Value>,
  surprise: (error: unknown) => void,
): Promise<Reply<Value>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    if (error instanceof KazasuError) return { ok: false, code: error.code, detail: error.detail };
    surprise(error);
    return { ok: false, code: 'task.failed', detail: {} };
  }
}

/** @throws KazasuError rebuilt from the reply */
export function fromReply<Value>(reply: Reply<Value>): Value {
  if (reply.ok) return reply.value;
  throw new KazasuError(reply.code, reply.detail);
}
