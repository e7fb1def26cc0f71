import { afterEach, describe, expect, it } from 'vitest';
import {
  deliverScan,
  deliverToBox,
  forgetScan,
  receiveScans,
  scansWanted,
  whenBankCardScanned,
  whenScanHasNoReceiver,
} from '../../../../src/renderer/app/scan.ts';

describe('where a scan goes', () => {
  const undo: (() => void)[] = [];
  let atMs = 0;
  const scan = (text: string, afterMs = 10_000) => {
    atMs += afterMs;
    deliverScan(text, atMs);
  };
  const receive = () => {
    const got: string[] = [];
    undo.push(receiveScans((text) => got.push(text)));
    return got;
  };
  afterEach(() => {
    for (const each of undo.splice(0)) each();
    forgetScan();
  });

  it('goes to the one who asked last', () => {
    const first = receive();
    const second = receive();
    scan('B17');
    expect([first, second]).toEqual([[], ['B17']]);
  });

  it('waits for the box when the box is not on screen, and has it brought up', () => {
    let asked = 0;
    undo.push(
      whenScanHasNoReceiver(() => {
        asked += 1;
      }),
    );
    scan('B18');
    expect(asked).toBe(1);
    expect(receive()).toEqual(['B18']);
    expect(receive()).toEqual([]);
  });

  it('is not wanted before anyone has signed in, and is not kept for later', () => {
    expect(scansWanted()).toBe(false);
    scan('secret');
    expect(receive()).toEqual([]);
  });

  it('ignores the same code within two seconds and takes it again after', () => {
    const got = receive();
    scan('B19');
    scan('B19', 1900);
    scan('B19', 2100);
    expect(got).toEqual(['B19', 'B19']);
  });

  it('ignores a code for as long as it lies before the scanner, however long that is', () => {
    const got = receive();
    scan('B20');
    for (let times = 0; times < 10; times += 1) scan('B20', 700);
    expect(got).toEqual(['B20']);
  });

  it('comes without the sign of its symbology', () => {
    const got = receive();
    scan(']Q1B21');
    scan(']C0B22');
    scan(']Q1');
    expect(got).toEqual(['B21', 'B22', ']Q1']);
  });

  it('comes as one for the lines of a document', () => {
    const got = receive();
    scan('I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<');
    scan('D231458907UTO7408122F1204159<<<<<<<6', 40);
    expect(got).toEqual(['I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F1204159<<<<<<<6']);
  });

  it('goes nowhere when it is a payment card, and the guard is told', () => {
    const got = receive();
    let told = 0;
    undo.push(
      whenBankCardScanned(() => {
        told += 1;
      }),
    );
    scan('%B4111111111111111^DOE/J^3001?;4111111111111111=3001?');
    scan(';4111111111111111=3001?', 100);
    scan(';0012345=99?');
    expect([told, got]).toEqual([2, [';0012345=99?']]);
  });

  it('can be put into the box by a search as well', () => {
    const got = receive();
    deliverToBox('Zhao Min');
    expect(got).toEqual(['Zhao Min']);
  });
});
