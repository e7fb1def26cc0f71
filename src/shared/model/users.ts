export const roles = ['guard', 'operator', 'lead', 'installer'] as const;
export type Role = (typeof roles)[number];

export interface User {
  readonly name: string;
  readonly role: Role;
  readonly active: boolean;
  readonly language: Language | null;
}

export const languages = ['en', 'zh'] as const;
export type Language = (typeof languages)[number];
