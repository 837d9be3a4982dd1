import { cardFace } from '../task/card-face.ts';
import { checkFile } from '../task/check-file.ts';
import { hashFile } from '../task/hash-file.ts';
import type { LocalTask } from '../task/local-task.ts';
import { myCard } from '../task/my-card.ts';
import { myData } from '../task/my-data.ts';
import { prove } from '../task/prove.ts';
import { signFiles } from '../task/sign-files.ts';
import type { Task } from '../task/task.ts';
import { tries } from '../task/tries.ts';
import type { CardTaskName, LocalTaskName, TaskTypes } from './protocol.ts';

/** The tasks behind the door, by name: with the card, one at a time. */
export const CARD_TASKS: {
  readonly [Name in CardTaskName]: Task<TaskTypes[Name]['input'], TaskTypes[Name]['result']>;
} = {
  'my-card': myCard,
  'my-data': myData,
  prove,
  tries,
  'sign-files': signFiles,
  'card-face': cardFace,
};

/** And without it, beside anything else. */
export const LOCAL_TASKS: {
  readonly [Name in LocalTaskName]: LocalTask<TaskTypes[Name]['input'], TaskTypes[Name]['result']>;
} = {
  'hash-file': hashFile,
  'check-file': checkFile,
};

export function isCardTask(name: string): name is CardTaskName {
  return Object.hasOwn(CARD_TASKS, name);
}

export function isLocalTask(name: string): name is LocalTaskName {
  return Object.hasOwn(LOCAL_TASKS, name);
}
