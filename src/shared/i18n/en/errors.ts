/** What a failed call means, by the contract's error code, in words for the person at the post. */
export const errors = {
  NOT_SIGNED_IN: 'You are not signed in any more. Sign in again.',
  LOCKED: 'This seat is locked. Unlock it first.',
  FORBIDDEN: 'Your role may not do this. It needs: {{roles}}.',
  REFUSED: 'Name or PIN is wrong.',
  REFUSED_WAIT: 'Name or PIN is wrong. Try again in {{seconds}} s.',
  NOT_FOUND: 'It is not there any more.',
  CONFLICT: 'Someone else changed it a moment ago. Look again, then decide.',
  STORE_FAILED: 'Nothing was saved: the day log can’t be written ({{cause}}). Write it on paper.',
  connectionLost: 'No connection to the post: nothing was sent. Try again when the bar is gone.',
  badInput: 'The post did not accept what was typed. Check the fields.',
  internal: 'Internal error (reference {{reference}}). Nothing else is affected; tell the installer.',
  ruleUnknown: 'A rule of the post says no ({{rule}}).',
  rule: {
    userExists: 'This name is taken.',
    lastLead: 'The post needs at least one active shift lead.',
    usersExist: 'There are users already. Sign in.',
    noConfigFile: 'The demo has no configuration file to change.',
  },
  screen: {
    title: 'This screen stopped working.',
    works: 'Everything else goes on: cards, alarms and the log are not affected.',
    reference: 'Reference {{reference}}',
    again: 'Open it again',
  },
};
