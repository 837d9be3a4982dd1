/** The part of `chrome.permissions` that is used. */
interface PermissionsDoor {
  getAll(): Promise<{ origins?: string[] | undefined }>;
  request(wanted: { origins: string[] }): Promise<boolean>;
  remove(given: { origins: string[] }): Promise<boolean>;
}

/** Sites that a person has allowed to be looked at without pressing the icon each time. */
export class Permissions {
  readonly #door: PermissionsDoor;

  constructor(door: PermissionsDoor) {
    this.#door = door;
  }

  /** patterns as Chrome keeps them: `https://host/*` */
  async list(): Promise<readonly string[]> {
    return (await this.#door.getAll()).origins?.toSorted() ?? [];
  }

  /** Chrome asks the person; only while he presses something. @returns whether he said yes */
  give(pattern: string): Promise<boolean> {
    return this.#door.request({ origins: [pattern] });
  }

  takeBack(pattern: string): Promise<boolean> {
    return this.#door.remove({ origins: [pattern] });
  }
}
