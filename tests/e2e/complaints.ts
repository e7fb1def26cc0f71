/** Everything the browser complains of while a page is in use: errors, warnings, refused resources, CSP violations. */
import type { Page } from '@playwright/test';

export function collectComplaints(page: Page): () => string[] {
  const heard: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') heard.push(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => heard.push(`pageerror: ${error.message}`));
  page.on('requestfailed', (request) => heard.push(`failed: ${request.url()}`));
  return () => heard;
}
