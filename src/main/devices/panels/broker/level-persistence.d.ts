/** The part of aedes-persistence-level that we use; the package ships no types. */
declare module 'aedes-persistence-level/asyncPersistence.js' {
  export default class AsyncLevelPersistence {
    /** Anything with LevelDB's operations. */
    constructor(db: object);
    delWill(client: { readonly id: string }): Promise<object | undefined>;
  }
}
