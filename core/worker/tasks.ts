import { myCard } from '../task/my-card.ts';
import { myData } from '../task/my-data.ts';
import { prove } from '../task/prove.ts';
import type { Task } from '../task/task.ts';
import { tries } from '../task/tries.ts';
import type { TaskName, TaskTypes } from './protocol.ts';

/** The tasks behind the door, by name. */
export const TASKS: {
  readonly [Name in TaskName]: Task<TaskTypes[Name]['input'], TaskTypes[Name]['result']>;
} = {
  'my-card': myCard,
  'my-data': myData,
  prove,
  tries,
};
