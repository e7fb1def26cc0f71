/** The part of aedes-persistence-level that we use; the package ships no types. */
declare module 'aedes-persistence-level/asyncPersistence.js' {
  import type { ClassicLevel } from 'classic-level';

  export default class AsyncLevelPersistence {
    constructor(db: ClassicLevel);
    destroy(): Promise<void>;
  }
}
