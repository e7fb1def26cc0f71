/** Who sits at this seat: signing in, unlocking, and the first shift lead. */
export { FirstLead } from './first-lead.tsx';
export { SignIn } from './sign-in.tsx';
export { Unlock } from './unlock.tsx';
