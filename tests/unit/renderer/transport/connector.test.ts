import { expect, it, vi } from 'vitest';
import { createConnector } from '../../../../src/renderer/transport/connector.ts';
import type { AnyLink, LinkEvents } from '../../../../src/renderer/transport/links.ts';

const link: AnyLink = { call: async () => undefined };

it('drops a connection that is open and says nothing: it is down at once, and another is made', async () => {
  vi.useFakeTimers();
  try {
    const opened: LinkEvents[] = [];
    let closings = 0;
    const connector = createConnector((events) => {
      opened.push(events);
      events.opened(link);
      // The far end never answers: this one never tells that it closed.
      return () => {
        closings += 1;
      };
    });
    connector.start();
    expect(connector.state().status).toBe('up');
    const before = await connector.current();
    connector.drop();
    expect([connector.state().status, before?.isOpen(), closings]).toEqual(['down', false, 1]);
    await vi.runOnlyPendingTimersAsync();
    expect([connector.state().status, opened.length]).toEqual(['up', 2]);
    // What the first one tells at last is no news.
    opened[0]?.closed();
    expect(connector.state().status).toBe('up');
    connector.stop();
  } finally {
    vi.useRealTimers();
  }
});
