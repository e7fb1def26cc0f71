/** Which accounts a panel reports for, and what they are called. Pure. */
import type { SiaPanelConfig } from '../../../../shared/model/config.ts';

/** True when the panel takes reports of this account; without a list it takes all. */
export function takesAccount(config: Pick<SiaPanelConfig, 'accounts'>, account: string): boolean {
  const { accounts = [] } = config;
  return accounts.length === 0 || accounts.some((one) => one.account === account);
}

/** True when the panel's list names this account. */
export const namesAccount = (config: Pick<SiaPanelConfig, 'accounts'>, account: string): boolean =>
  config.accounts?.some((one) => one.account === account) ?? false;

/** The name of the account, or its number. */
export function accountLabel(config: Pick<SiaPanelConfig, 'accounts'>, account: string): string {
  return config.accounts?.find((one) => one.account === account)?.name ?? account;
}
