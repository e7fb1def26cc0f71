import { describe, expect, it } from 'vitest';
import { panelKey, pointKey, rowsOf } from '../../../../../src/renderer/features/panels/rows.ts';
import { panel, point } from './samples.ts';

const points = [
  point('zone', 'Zone_10'),
  point('zone', 'Zone_9', { state: 'open' }),
  point('partition', 'Ground_floor'),
  point('zone', 'Cellar', { bypassed: true }),
  point('zone', 'Gate', { panelId: 'yard', batteryPercent: 12 }),
];
const names = (attention: boolean, devices = [panel('main'), panel('yard'), panel('quiet')]) =>
  rowsOf(devices, points, attention).map((row) => (row.type === 'panel' ? row.panel.name : row.point.name));

describe('the lines of the panels screen', () => {
  it('stand under their panel: partitions first, names with numbers in the order of the numbers', () => {
    expect(names(false)).toEqual(['Panel main', 'Ground floor', 'Cellar', 'Zone 9', 'Zone 10', 'Panel yard', 'Gate', 'Panel quiet']);
  });

  it('count what a panel has, also what is left out of sight', () => {
    const [head] = rowsOf([panel('main')], points, true);
    expect(head).toMatchObject({ type: 'panel', counts: { partitions: 1, zones: 3, open: 1, bypassed: 1 } });
  });

  it('leave out what is at rest when asked for the rest, and keep a panel that is silent', () => {
    expect(names(true)).toEqual(['Panel main', 'Cellar', 'Zone 9', 'Panel yard', 'Gate']);
    expect(names(true, [panel('main'), panel('yard'), panel('quiet', 'silent')])).toContain('Panel quiet');
  });

  it('show points of a panel that is not among the devices', () => {
    expect(names(false, [])).toEqual(expect.arrayContaining(['main', 'yard']));
  });

  it('have keys without blanks, since keys become ids of elements', () => {
    expect([panelKey('a b'), pointKey({ panelId: 'a b', kind: 'zone', pointId: 'Front door' })]).toEqual(['panel:a%20b', 'zone:a%20b:Front%20door']);
  });
});
