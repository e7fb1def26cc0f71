/** Everything the browser complains of while a page is in use: errors, warnings, refused resources, CSP violations. */
import type { Page } from '@playwright/test';

export function collectComplaints(page: Page): () => string[] {
  const heard: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') heard.push(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => heard.push(`pageerror: ${error.message}`));
  page.on('requestfailed', (request) => {
    // Called off because the page was left or loaded anew (a font that was still on its way): no complaint.
    if (request.failure()?.errorText !== 'net::ERR_ABORTED') heard.push(`failed: ${request.url()}`);
  });
  return () => heard;
}
