import { describe, expect, it } from 'vitest';
import { logTarget, panelTarget } from '../../../../src/renderer/app/screen-targets.ts';

describe('with what a screen opens', () => {
  it('stays until the screen is up, and each screen has its own', () => {
    panelTarget.aim('main');
    logTarget.aim(0);
    expect([panelTarget.now(), panelTarget.now(), logTarget.now()]).toEqual(['main', 'main', 0]);
    panelTarget.forget();
    expect([panelTarget.now(), logTarget.now()]).toEqual([null, 0]);
  });
});
