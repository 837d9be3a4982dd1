// `npm test`: installs what is missing, builds, and runs every check and suite. The last line sums them up.
import { readFileSync, rmSync } from 'node:fs';
import { installPackages } from './install.mjs';
import { must, run } from './run.mjs';

await must('bash', ['tools/install-system.sh']);
await installPackages();

let passed = 0;
let failed = 0;
/** @type {string[]} */
const bad = [];

/** A check that either holds or not. @param {string} name @param {string} command @param {string[]} args */
async function check(name, command, args) {
  const status = await run(command, args);
  if (status === 0) passed += 1;
  else {
    failed += 1;
    bad.push(name);
  }
  console.log(`${status === 0 ? 'ok' : 'FAILED'}: ${name}`);
}

/** A vitest project; each test counts. @param {string} project @param {string[]} extra */
async function suite(project, extra = []) {
  const report = `reports/${project}.json`;
  rmSync(report, { force: true });
  const status = await run('vitest', [
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile=${report}`,
    ...extra,
  ]);
  try {
    const counts = JSON.parse(readFileSync(report, 'utf8'));
    passed += counts.numPassedTests;
    failed += counts.numFailedTests;
    const clean = status === 0 && counts.numPassedTests > 0;
    if (!clean && counts.numFailedTests === 0) failed += 1; // a file that did not load, coverage too low, no test at all
    if (!clean) bad.push(project);
  } catch {
    failed += 1;
    bad.push(project);
  }
}

await check('build', 'node', ['tools/build.mjs']);
await check('types', 'npm', ['run', '--silent', 'types']);
await check('lint', 'eslint', ['.']);
await check('format', 'prettier', ['--check', '--log-level', 'warn', '.']);
await check('unused code', 'knip', []);
await suite('unit', ['--coverage']);
await suite('peers');
await suite('e2e');

if (bad.length > 0) console.log(`not as it should be: ${bad.join(', ')}`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
