import { describe, expect, it } from 'vitest';
import { arrowKeys, clamped, isPlaced, movedBy, spotKey, spotsOf } from '../../../../../src/renderer/features/site-plan/spots.ts';
import type { Place } from '../../../../../src/shared/model/places.ts';
import { alarm } from '../alarm-board/sample.ts';

const place = (source: string, change: Partial<Place> = {}): Place => ({
  panelId: 'yard',
  source,
  area: null,
  camera: null,
  keyPart: false,
  x: null,
  y: null,
  ...change,
});

describe('the spots of the site plan', () => {
  it('stand with the most urgent alarm first, waiting before known, quiet ones by area and name', () => {
    const places = [place('z10', { area: 'A' }), place('z9', { area: 'A' }), place('gate'), place('fence'), place('store')];
    const alarms = [alarm('gate', { priority: 2, state: 'acknowledged' }), alarm('fence', { priority: 2 }), alarm('store', { priority: 3 })];
    expect(spotsOf(places, alarms).map((spot) => spot.place.source)).toEqual(['fence', 'gate', 'store', 'z9', 'z10']);
  });

  it('show the worst priority, and flash when any alarm there is not acknowledged', () => {
    const both = [alarm('gate', { priority: 3, alarmId: 'a', source: 'gate' }), alarm('b', { priority: 1, source: 'gate', state: 'acknowledged' })];
    expect(spotsOf([place('gate')], both)).toMatchObject([{ priority: 1, waiting: true }]);
    expect(spotsOf([place('gate')], both.slice(1))).toMatchObject([{ priority: 1, waiting: false }]);
  });

  it('are quiet where the alarm was set aside', () => {
    const aside = (['shelved', 'suppressed', 'outOfService', 'normal'] as const).map((state) => alarm('gate', { state }));
    expect(spotsOf([place('gate')], aside)).toMatchObject([{ priority: null, waiting: false, alarms: [] }]);
  });

  it('include an alarm whose source nobody has said anything of', () => {
    const [spot] = spotsOf([], [alarm('attic', { area: 'Roof' })]);
    expect(spot).toMatchObject({ key: spotKey({ panelId: 'yard', source: 'attic' }), place: { area: 'Roof', x: null }, priority: 2 });
    expect(spot === undefined || isPlaced(spot)).toBe(false);
  });

  it('keep two panels apart that have a zone of one name', () => {
    const spots = spotsOf([place('gate'), place('gate', { panelId: 'main' })], [alarm('gate')]);
    expect(spots.map((spot) => [spot.place.panelId, spot.priority])).toEqual([
      ['yard', 2],
      ['main', null],
    ]);
  });
});

describe('placing by arrow keys', () => {
  it('moves by one per cent, with Shift by five', () => {
    const middle = { x: 0.5, y: 0.5 };
    expect(arrowKeys.map((arrow) => movedBy(middle, arrow, false))).toEqual([
      { x: 0.49, y: 0.5 },
      { x: 0.51, y: 0.5 },
      { x: 0.5, y: 0.49 },
      { x: 0.5, y: 0.51 },
    ]);
    expect(movedBy(middle, 'ArrowUp', true)).toEqual({ x: 0.5, y: 0.45 });
  });

  it('stays in the picture', () => {
    expect(movedBy({ x: 0.99, y: 0.02 }, 'ArrowRight', true)).toEqual({ x: 1, y: 0.02 });
    expect(clamped({ x: -3, y: 1.2 })).toEqual({ x: 0, y: 1 });
  });
});
