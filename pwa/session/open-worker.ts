import { CardClient } from '../../core/worker/card-client.ts';

/** The one worker of this page. `onBroken` is called when its script cannot be loaded or run. */
export function openWorker(onBroken: () => void): CardClient {
  const worker = new Worker(new URL('../../core/worker/card-worker.ts', import.meta.url), { type: 'module' });
  worker.addEventListener('error', onBroken, { once: true });
  return new CardClient(worker);
}
