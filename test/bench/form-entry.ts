import { collect } from '../../core/form/page/collect.ts';
import { makePlan } from '../../core/form/plan/make-plan.ts';

/** Milliseconds of each round; of a page that is laid out. Runs in the page. */
function measure(rounds: number): { collect: number[]; plan: number[]; fields: number; nodes: number } {
  const times = { collect: [] as number[], plan: [] as number[], fields: 0, nodes: 0 };
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    const { evidence } = collect(document);
    const collected = performance.now();
    makePlan(evidence);
    times.collect.push(collected - start);
    times.plan.push(performance.now() - collected);
    times.fields = evidence.fields.length;
  }
  return { ...times, nodes: document.querySelectorAll('*').length };
}

Object.assign(globalThis, { kazasuBench: { measure } });
