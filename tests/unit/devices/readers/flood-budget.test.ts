import { describe, expect, it } from 'vitest';
import { FloodBudget } from '../../../../src/main/devices/readers/flood-budget.ts';

describe('the flood budget', () => {
  it('never holds back what a wire at 115200 baud can carry', () => {
    const budget = new FloodBudget();
    for (let second = 1; second <= 60; second += 1) {
      for (let part = 0; part < 10; part += 1) expect(budget.take(82, second * 1000 + part * 100)).toBe(0);
    }
  });

  it('holds back a flood for as long as it is ahead of its time', () => {
    const budget = new FloodBudget();
    expect(budget.take(300, 1000)).toBe(0);
    expect(budget.take(500, 1000)).toBe(500);
    expect(budget.take(100, 1500)).toBe(100);
    expect(budget.take(0, 1600)).toBe(0);
  });
});
