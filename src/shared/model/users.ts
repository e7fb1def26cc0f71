export const roles = ['guard', 'operator', 'lead', 'installer'] as const;
export type Role = (typeof roles)[number];

export interface User {
  readonly name: string;
  readonly role: Role;
  readonly active: boolean;
  /** Too many wrong secrets: may not sign in until someone unlocks the account. */
  readonly locked: boolean;
  readonly language: Language | null;
}

/** Two names of one account: the case of letters doesn't count. */
export const sameUser = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** May sign in just now. */
export const isOpen = (user: User): boolean => user.active && !user.locked;

/** May this user unlock that account? A lead may, an installer where no other lead could; nobody their own. */
export function canUnlock(user: Pick<User, 'name' | 'role'>, account: Pick<User, 'name'>, users: readonly User[]): boolean {
  if (sameUser(user.name, account.name)) return false;
  if (user.role === 'lead') return true;
  return user.role === 'installer' && !users.some((other) => other.role === 'lead' && isOpen(other) && !sameUser(other.name, account.name));
}

export const languages = ['en', 'zh'] as const;
export type Language = (typeof languages)[number];
